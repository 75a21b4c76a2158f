/**
 * How Monaco tells the words of a script apart: its own grammar, less the words that are keywords only in some places
 * (`from`, `of`, `type`), or never in a program (`string`, `module`). CodeMirror parses; with this both bring out the same.
 */
import type { languages } from 'monaco-editor/editor';
import { language } from 'monaco-editor/languages/definitions/typescript/typescript';

const ALWAYS = [
  'abstract', 'as', 'async', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'declare', 'default', 'delete', 'do', 'else', 'enum', 'export', 'extends', 'false',
  'finally', 'for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'keyof', 'let', 'namespace', 'new', 'null', 'private', 'protected', 'public', 'readonly', 'return',
  'satisfies', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield',
];
const before: languages.IMonarchLanguageRule[] = [
  // A member is called what it is called: `list.delete(x)`, `map.from`.
  [/\?\.#?[A-Za-z_$][\w$]*/, 'identifier'],
  [/(\.)(#?[A-Za-z_$][\w$]*)/, ['delimiter', 'identifier']],
  [/from(?=\s*["'])/, 'keyword'],
  [/of(?=\s+[\w$[{("'`])/, 'keyword'],
  [/type(?=\s+[A-Z{])/, 'keyword'],
  // A key of an object; not a case, nor the middle of a condition, which stands behind a space.
  [/(?:default|case)\b/, 'keyword'],
  [/[a-z_$][\w$]*(?=:)/, 'identifier'],
];

export const script: languages.IMonarchLanguage = {
  ...language,
  keywords: ALWAYS,
  tokenizer: { ...language.tokenizer, common: [...before, ...(language.tokenizer.common ?? [])] },
};
