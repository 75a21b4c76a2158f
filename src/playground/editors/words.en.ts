/** What the code pane says of its editors, in English. */
import type { EditorWords } from './words.ts';

export const words: EditorWords = {
  monaco: 'Full assistance',
  monacoAbout: 'Uses Monaco: completes code, shows parameters, and marks mistakes before you run. About 2 MB the first time.',
  loading: 'Loading…',
  failed: 'Monaco could not be loaded. Keep working here, and try again later.',
  format: 'Format',
  escape: {
    codemirror: 'Tab indents. To leave the editor by keyboard, press Escape, then Tab.',
    monaco: 'Tab indents. To leave the editor by keyboard, press Control M (on a Mac, Control Shift M), then Tab. Press it again to let Tab indent.',
  },
  events: { reserved: 'Socket.IO’s own', hears: 'sent by {file}', sends: '{file} waits for it' },
  findings: {
    member: 'There is nothing called “{word}” on this object. Is it spelled right?',
    export: 'This module exports no “{word}”. Is it spelled right?',
    arguments: 'The function takes another number of values than it is given here.',
    type: 'This value is of another type than is wanted here.',
    twice: 'The name “{word}” is declared already. Choose another, or remove one of the two.',
    stripped: 'Types are taken out here and the rest runs as it is, so enum and namespace do not work. Use const and a plain object.',
    typed: 'This file is JavaScript, but this is TypeScript. Take the type out and it runs.',
  },
};
