/**
 * What the workbench asks of an editor, whichever it is. The text belongs to the work (`model/work.ts`): an editor tells
 * what was typed, and takes files anew when they are replaced as a whole.
 */
import type { Place } from '../../../protocol/programs.ts';
import type { Locale } from '../../line/demo.ts';
import type { Files, ProgramFile } from '../model/files.ts';

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

/** A selection, in UTF-16 units from the file's begin; equal where there is only a cursor. */
export interface Spot {
  anchor: number;
  head: number;
}
/** Where the reader stood in each file that was looked at: handed from one editor to the next. */
export type Spots = Partial<Record<ProgramFile, Spot>>;

export interface Editor {
  /** Takes all files anew; what was typed can be undone no more (the work's versions can). */
  take(files: Files, spots?: Spots): void;
  show(file: ProgramFile): void;
  /** Marks places in the files, in place of earlier marks. */
  mark(marks: readonly Mark[]): void;
  /** Shows a place and puts the cursor there. */
  reveal(place: Place): void;
  /** Lays out the file that is shown, as one step that can be undone. Resolves when it is done. */
  format(): Promise<void>;
  spots(): Spots;
  focus(): void;
  close(): void;
}
