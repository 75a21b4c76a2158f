/** What a program may hold, apart from its schemas: a page that edits one needs no validator. */

/** File names a program may hold. */
export const PROGRAM_FILES = ['server.js', 'server.ts', 'client.js', 'client.ts', 'index.html', 'style.css'] as const;
export type ProgramFile = (typeof PROGRAM_FILES)[number];
/** How much they may hold in all, bytes of UTF-8. */
export const MAX_PROGRAM_BYTES = 200_000;
