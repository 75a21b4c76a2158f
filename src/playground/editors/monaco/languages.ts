/**
 * The languages of a program's files. Server and client know different things (Node or a browser), whatever they are
 * written in; Monaco keeps one language service a language. So the server is `typescript` here and the client is
 * `javascript`; which of the two a file is really written in, the service tells by the file's name.
 */
import { languages, type Uri } from 'monaco-editor/editor';
import 'monaco-editor/languages/definitions/css/register';
import 'monaco-editor/languages/definitions/html/register';
import { conf } from 'monaco-editor/languages/definitions/typescript/typescript';
import * as service from 'monaco-editor/languages/features/typescript/register';
import { endOf, type ProgramFile } from '../../model/files.ts';
import { COMPILER } from './compiler.ts';
import { script } from './grammar.ts';

export type End = 'server' | 'client';
export type Service = Awaited<ReturnType<Awaited<ReturnType<typeof service.getTypeScriptWorker>>>>;

const DEFAULTS = { server: service.typescriptDefaults, client: service.javascriptDefaults };
const LANGUAGE = { server: 'typescript', client: 'javascript' } as const;

languages.register({ id: 'javascript', extensions: ['.js'], aliases: ['JavaScript'], mimetypes: ['text/javascript'] });
languages.register({ id: 'typescript', extensions: ['.ts'], aliases: ['TypeScript'], mimetypes: ['text/typescript'] });
// At once, not when a file is first seen: code that was coloured a moment ago, in the other editor, shall stay so.
for (const id of ['javascript', 'typescript']) {
  languages.setMonarchTokensProvider(id, script);
  languages.setLanguageConfiguration(id, conf);
}

for (const end of ['server', 'client'] as const) {
  DEFAULTS[end].setCompilerOptions(COMPILER[end] as never);
  // Findings are read, chosen and worded by `checks.ts`.
  DEFAULTS[end].setModeConfiguration({ ...DEFAULTS[end].modeConfiguration, diagnostics: false, inlayHints: false });
}

const isScript = (file: string): boolean => /\.[jt]s$/.test(file);

/** The end that a script belongs to; undefined for the page and its style. */
export const scriptEnd = (file: ProgramFile): End | undefined => (isScript(file) ? endOf(file) : undefined);

export function languageOf(file: ProgramFile): string {
  const end = scriptEnd(file);
  return end ? LANGUAGE[end] : (file.split('.').at(-1) ?? 'plaintext');
}

const fetched: Partial<Record<string, Promise<unknown>>> = {};
/** Fetches, once, what a file's language needs beyond its colours: types for scripts, services for page and style. */
export function knowledgeOf(file: ProgramFile): Promise<unknown> {
  const end = scriptEnd(file);
  const kind = end ?? languageOf(file);
  const load = {
    server: async () => useTypes('server', (await import('virtual:monaco/types/server')).default),
    client: async () => useTypes('client', (await import('virtual:monaco/types/client')).default),
    // By hand: by themselves they would wait for the first file of their language, which has long been there.
    html: async () => {
      const [{ htmlDefaults }, { setupMode }] = await Promise.all([import('monaco-editor/languages/features/html/register'), import('monaco-editor/languages/features/html/htmlMode')]);
      setupMode(htmlDefaults);
    },
    css: async () => {
      const [{ cssDefaults }, { setupMode }] = await Promise.all([import('monaco-editor/languages/features/css/register'), import('monaco-editor/languages/features/css/cssMode')]);
      setupMode(cssDefaults);
    },
  }[kind as End | 'html' | 'css'];
  // What failed is tried again when the file is shown the next time.
  fetched[kind] ??= load().catch((error: unknown) => {
    delete fetched[kind];
    throw error;
  });
  return fetched[kind];
}
function useTypes(end: End, libs: Record<string, string>): void {
  DEFAULTS[end].setExtraLibs(Object.entries(libs).map(([filePath, content]) => ({ filePath, content })));
}

/** The language service of an end, in step with the file at `uri`. Rejects before the first file of that end was made. */
export async function serviceOf(end: End, uri: Uri): Promise<Service> {
  const worker = await (end === 'server' ? service.getTypeScriptWorker() : service.getJavaScriptWorker());
  return worker(uri);
}
