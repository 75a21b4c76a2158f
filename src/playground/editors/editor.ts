/**
 * What the workbench asks of an editor, whichever it is. The text belongs to the work (`model/work.ts`): an editor tells
 * what was typed, and takes files anew when they are replaced as a whole.
 */
import type { Place } from '../../../protocol/programs.ts';
import type { Locale } from '../../line/demo.ts';
import type { Files, ProgramFile } from '../model/files.ts';
import type { Stands } from './stand.ts';

export interface EditorParts {
  host: HTMLElement;
  locale: Locale;
  /** The editor's name for who hears it. */
  label(file: ProgramFile): string;
  /** Id of the element that says how to leave the editor by keyboard. */
  describedBy: string;
  edited(file: ProgramFile, text: string): void;
}

export interface Mark {
  place: Place;
  severity: 'error' | 'warning';
  message: string;
}

export interface Editor {
  /** Takes all files anew. What was typed before can be undone only where `stands` brings it along (the work has versions besides). */
  take(files: Files, stands?: Stands): void;
  show(file: ProgramFile): void;
  /** Marks places in the files, in place of earlier marks. */
  mark(marks: readonly Mark[]): void;
  /** Shows a place and puts the cursor there. */
  reveal(place: Place): void;
  /** Lays out the file that is shown, as one step that can be undone. Resolves when it is done. */
  format(): Promise<void>;
  /** Where the reader stands in every file, for the editor that comes after this one: asked once, before `close`. */
  stands(): Stands;
  /** The reader is in the midst of something that another editor would not go on with: composing, finding, choosing what to complete. */
  busy(): boolean;
  focus(): void;
  close(): void;
}
