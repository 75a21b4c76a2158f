/** What `scripts/build/monaco.ts` makes at build time. */
declare module 'virtual:monaco/types/server' {
  /** Declarations by their address. */
  const libs: Record<string, string>;
  export default libs;
}
declare module 'virtual:monaco/types/client' {
  const libs: Record<string, string>;
  export default libs;
}
declare module 'virtual:monaco/styles' {
  /** All of Monaco's style, its icons' font by address. */
  const css: string;
  export default css;
}
declare module 'virtual:monaco/thai' {
  /** Thai words by the number that Monaco asks for them with. */
  const messages: Record<number, string>;
  export default messages;
}
declare module 'monaco-editor/languages/definitions/typescript/typescript' {
  export const language: import('monaco-editor/editor').languages.IMonarchLanguage;
  export const conf: import('monaco-editor/editor').languages.LanguageConfiguration;
}
declare module 'monaco-editor/languages/features/html/htmlMode' {
  export function setupMode(defaults: typeof import('monaco-editor/languages/features/html/register').htmlDefaults): void;
}
declare module 'monaco-editor/languages/features/css/cssMode' {
  export function setupMode(defaults: typeof import('monaco-editor/languages/features/css/register').cssDefaults): void;
}
declare module 'monaco-editor/internal/common/workers';
