/** What the code pane says of its editors, in English. */
import type { EditorWords } from './words.ts';

export const words: EditorWords = {
  monaco: 'Full assistance',
  about: {
    monaco: 'On: Monaco completes code, shows parameters, and marks mistakes before you run. It comes when you first go to the code, about 2 MB. Switch it off to stay with CodeMirror, the light editor; this device remembers.',
    codemirror: 'Off: you write in CodeMirror, the light editor. Switch it on for Monaco, about 2 MB, which completes code and marks mistakes before you run; this device remembers.',
  },
  comes: 'Comes when you go to the code',
  loading: 'On its way; write on…',
  failed: {
    monaco: 'Monaco could not be fetched. Write on here; nothing is lost.',
    codemirror: 'The editor could not be fetched. Check the connection.',
  },
  again: 'Try again',
  format: 'Format',
  escape: {
    codemirror: 'Tab indents. To leave the editor by keyboard, press Escape, then Tab.',
    monaco: 'Tab indents. To leave the editor by keyboard, press Escape, then Tab. Control M (on a Mac, Control Shift M) lets Tab leave until you press it again.',
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
