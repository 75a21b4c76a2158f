/** Offers names of events where one is typed: Socket.IO's own, and those of the program's other end (`events.ts`). */
import { languages, Range, type editor } from 'monaco-editor/editor';
import { fill } from '../../../line/words.ts';
import type { ProgramFile } from '../../model/files.ts';
import type { EditorWords } from '../words.ts';
import { eventsIn, openCall, reservedFor } from './events.ts';
import { scriptEnd, serviceOf, type End, type Service } from './languages.ts';

/** The files of the program that a model belongs to. */
export interface Surroundings {
  fileOf(model: editor.ITextModel): ProgramFile | undefined;
  /** The name and the text of the other end's script; undefined where there is none. */
  otherEnd(model: editor.ITextModel, end: End): { file: string; text: string } | undefined;
  words(model: editor.ITextModel): EditorWords['events'] | undefined;
}

/** How far back a call may begin, in UTF-16 units. */
const BACK = 400;

export function offerEvents({ fileOf, otherEnd, words }: Surroundings): void {
  languages.registerCompletionItemProvider(['typescript', 'javascript'], {
    triggerCharacters: ['"', "'", '`'],
    async provideCompletionItems(model, position) {
      const file = fileOf(model);
      const end = file && scriptEnd(file);
      const text = words(model);
      if (!end || !text) return undefined;
      const at = model.getOffsetAt(position);
      const begin = Math.max(0, at - BACK);
      const call = openCall(model.getValue().slice(begin, at));
      if (!call) return undefined;
      const service = await serviceOf(end, model.uri);
      const own = reservedFor(await signature(service, model, begin + call.method), call.receiver, end);
      if (!own || model.isDisposed()) return undefined;

      const other = otherEnd(model, end);
      const offers = new Map<string, string>();
      // What one end sends, the other hears.
      for (const name of other ? eventsIn(other.text, call.call === 'hears' ? 'sends' : 'hears') : []) offers.set(name, fill(text[call.call], { file: other?.file ?? '' }));
      if (call.call === 'hears') for (const name of own) offers.set(name, text.reserved);
      // Reserved names are never sent, and what TypeScript knows it offers itself.
      else for (const name of ['connect', 'connection', 'connect_error', 'disconnect', 'disconnecting']) offers.delete(name);
      const known = await service.getCompletionsAtPosition(model.uri.toString(), at);
      for (const { name } of (known as { entries?: { name: string }[] } | undefined)?.entries ?? []) offers.delete(name);

      const from = model.getPositionAt(begin + call.from);
      const range = Range.fromPositions(from, position);
      return {
        suggestions: [...offers].map(([name, detail], index) => ({ label: { label: name, description: detail }, insertText: name, kind: languages.CompletionItemKind.Event, range, sortText: `0${String(index).padStart(3, '0')}` })),
      };
    },
  });
}

/** What TypeScript says of the method at an offset; empty where it does not know the object. */
async function signature(service: Service, model: editor.ITextModel, offset: number): Promise<string> {
  const info = (await service.getQuickInfoAtPosition(model.uri.toString(), offset)) as { displayParts?: { text: string }[] } | undefined;
  return (info?.displayParts ?? []).map(({ text }) => text).join('');
}
