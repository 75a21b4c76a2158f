/**
 * Monaco in this site's build: its style as one text (Astro drops the style sheets of a module that is imported late),
 * its icons' font as a file (no `data:` in the policy), only the features that the playground uses, Thai where we have
 * it, and the types of Socket.IO (`editor-types.ts`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { THAI } from '../../src/playground/editors/monaco/thai.ts';
import { editorTypes, type End } from './editor-types.ts';

const monaco = fileURLToPath(new URL('../../node_modules/monaco-editor/', import.meta.url));
const esm = join(monaco, 'esm/vs');
const PREFIX = 'virtual:monaco/';
const EMPTY = '\0monaco-no-style';

/** Features that every language's worker module would bring, and that nobody needs here. */
const LEFT_OUT =
  /^import '[^']*\/(?:diffEditor|colorPicker|codelens|dropOrPasteInto|inlineCompletions|inlineProgress|gpu|inlayHints|stickyScroll|sectionHeaders|semanticTokens|floatingMenu|iPadShowKeyboard|inspectTokens|middleScroll|diffEditorBreadcrumbs|toggleHighContrast|placeholderText|fontZoom|linkedEditing)[^']*';$/gm;
const SUGGEST_INLINE = /^import '[^']*suggestInlineCompletions\.js';$/gm;

/** What Vite asks of a plugin, as far as this one answers. */
interface Plugin {
  name: string;
  enforce: 'pre';
  resolveId(source: string, importer: string | undefined): string | undefined;
  load(this: { addWatchFile(file: string): void }, id: string): string | undefined;
  transform(code: string, id: string): string | undefined;
}

export function monacoParts(): Plugin {
  return {
    name: 'saitrong-monaco',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source.startsWith(PREFIX)) return `\0${source}`;
      if (source.endsWith('.css') && importer?.includes('/monaco-editor/esm/')) return EMPTY;
      return undefined;
    },
    load(id) {
      if (id === EMPTY) return '';
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const part = id.slice(PREFIX.length + 1);
      if (part === 'styles') return styles();
      if (part === 'thai') return `export default ${JSON.stringify(thaiMessages(readMonaco()))};`;
      const files = new Set<string>();
      const libs = editorTypes(part.replace('types/', '') as End, files);
      for (const file of files) if (!file.includes('/node_modules/')) this.addWatchFile(file);
      // One string to parse is quicker than an object to evaluate.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(libs))});`;
    },
    transform(code, id) {
      if (!id.replace(/\?.*/, '').endsWith('/monaco-editor/esm/vs/internal/common/workers.js')) return undefined;
      return code.replace(LEFT_OUT, '').replace(SUGGEST_INLINE, '');
    },
  };
}

/** The style as a module that exports text; the font's address stands in it as a file of the site. */
function styles(): string {
  const css = readFileSync(join(monaco, 'min/vs/editor/editor.main.css'), 'utf8');
  const font = /url\(["']?data:font\/ttf;base64,[^)]*\)/;
  if (!font.test(css)) throw new Error('Monaco’s style no longer holds its icon font where it was: see scripts/build/monaco.ts');
  const [before = '', after = ''] = css.split(font, 2);
  const file = JSON.stringify(`${join(esm, 'base/browser/ui/codicons/codicon/codicon.ttf')}?url&no-inline`);
  return `import font from ${file};\nexport default ${JSON.stringify(before)} + 'url("' + font + '")' + ${JSON.stringify(after)};`;
}

/** Calls of `localize` and `localize2` in Monaco's modules: the number of a message, and its English words. */
const CALL = /\blocalize2?\((\d+), (?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/g;

/** Every message of Monaco's that stands in its sources, by number. */
export function readMonaco(): Map<number, string> {
  const messages = new Map<number, string>();
  for (const entry of readdirSync(esm, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.js') || entry.parentPath.includes('/nls')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    if (!text.includes('localize')) continue;
    for (const [, number, double, single] of text.matchAll(CALL)) messages.set(Number(number), (double ?? single ?? '').replace(/\\(.)/g, '$1'));
  }
  return messages;
}

/** Thai words by the numbers of their English ones. Throws where Monaco no longer says one of them. */
export function thaiMessages(messages: ReadonlyMap<number, string>): Record<number, string> {
  const thai: Record<number, string> = {};
  const unused = new Set(Object.keys(THAI));
  for (const [number, english] of messages) {
    // Menus mark the letter of their key with &&.
    const words = THAI[english.replaceAll('&&', '')];
    if (words === undefined) continue;
    thai[number] = words;
    unused.delete(english.replaceAll('&&', ''));
  }
  if (unused.size > 0) throw new Error(`Monaco no longer says: ${[...unused].join(' | ')} (src/playground/editors/monaco/thai.ts)`);
  return thai;
}
