/** Mistakes marked in place while one types: TypeScript's findings, those that help, with what they mean in the reader's language. */
import { editor, MarkerSeverity } from 'monaco-editor/editor';
import { fill } from '../../../line/words.ts';
import { meaningOf, type Meanings } from '../../meaning.ts';
import type { ProgramFile } from '../../model/files.ts';
import type { EditorWords } from '../words.ts';
import { isTyped } from './compiler.ts';
import { knowledgeOf, scriptEnd, serviceOf } from './languages.ts';
import { isGrave, kindOf, usefulInJavaScript } from './useful.ts';

const OWNER = 'saitrong-checks';

interface Text {
  findings: EditorWords['findings'];
  meanings: Meanings;
}

/** Checks a file as it stands, and marks what was found. Resolves when the marks are there, or the file has changed meanwhile. */
export async function check(model: editor.ITextModel, file: ProgramFile, text: Text): Promise<void> {
  const end = scriptEnd(file);
  if (!end) return;
  const version = model.getVersionId();
  await knowledgeOf(file);
  if (model.isDisposed()) return;
  const service = await serviceOf(end, model.uri);
  const address = model.uri.toString();
  const found = (await Promise.all([service.getSyntacticDiagnostics(address), service.getSemanticDiagnostics(address)])).flat();
  if (model.isDisposed() || model.getVersionId() !== version) return;
  const code = model.getValue();
  const typed = isTyped(file);
  const markers = found.flatMap((one): editor.IMarkerData[] => {
    const { start = 0, length = 1 } = one;
    const own = plain(flat(one.messageText));
    const [message = ''] = own.split('\n');
    const rest = code.slice(start);
    if (!typed && !usefulInJavaScript({ code: one.code, message, rest, length, text: code })) return [];
    const meaning = meaningFor(one.code, message, rest.slice(0, length), text);
    const [from, to] = [model.getPositionAt(start), model.getPositionAt(start + length)];
    return [
      {
        severity: isGrave(one.code, typed) ? MarkerSeverity.Error : MarkerSeverity.Warning,
        message: wrapped(meaning ? `${meaning}\n${own}` : own),
        // Quick fixes are found by it.
        code: String(one.code),
        source: 'ts',
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      },
    ];
  });
  editor.setModelMarkers(model, OWNER, markers);
}

interface Chain {
  messageText: string;
  next?: Chain[];
}
function flat(message: string | Chain, depth = 0): string {
  if (typeof message === 'string') return message;
  return ['  '.repeat(depth) + message.messageText, ...(message.next ?? []).map((one) => flat(one, depth + 1))].join('\n');
}

/** Without the names of types that stand for "anything", as TypeScript fills them in by itself. */
const plain = (message: string): string => message.replace(/<(?:(?:DefaultEventsMap|any)(?:, )?)+>/g, '');

/** Signs on a line: Monaco's widget for problems does not wrap. */
const WIDTH = 64;
/** Thai breaks at its spaces, between phrases. */
function wrapped(message: string): string {
  return message
    .split('\n')
    .flatMap((line) => {
      const lines = [''];
      for (const word of line.split(/(?<=\s)/)) {
        const last = lines.length - 1;
        if (lines[last] && (lines[last] + word).trimEnd().length > WIDTH) lines.push(word);
        else lines[last] += word;
      }
      return lines.map((one) => one.trimEnd());
    })
    .join('\n');
}

/** What a finding means, in one sentence; undefined where TypeScript's own must do. */
function meaningFor(code: number, message: string, word: string, { findings, meanings }: Text): string | undefined {
  const kind = kindOf(code);
  if (kind === undefined) return undefined;
  if (kind === 'name') return fill(meanings.reference, { word });
  if (kind === 'constant') return meanings.frozen;
  if (kind === 'module') {
    const what = (/'([^']+)'/.exec(message)?.[1] ?? word).replace(/^node:/, '');
    return meaningOf({ name: '', message: '', hint: { code: 'not-here', params: { what } } }, meanings);
  }
  return fill(findings[kind], { word });
}
