import { describe, expect, it } from 'vitest';
import { placeNote } from '../../../src/components/shell/notes.ts';
import { sectionAt } from '../../../src/components/shell/sections.ts';

describe('the section in view', () => {
  const headings = [
    { id: 'problem', top: -900 },
    { id: 'handshake', top: 180 },
    { id: 'end', top: 700 },
  ];
  it('is the topmost one that is seen in the upper part', () => {
    expect(sectionAt(headings, 0, 440)).toBe('handshake');
    expect(sectionAt([{ id: 'a', top: 90 }, { id: 'b', top: 300 }], 0, 440)).toBe('a');
  });
  it('is the last one above where none is seen', () => {
    expect(sectionAt(headings, 0, 100)).toBe('problem');
  });
  it('is none above the first', () => {
    expect(sectionAt([{ id: 'problem', top: 500 }], 0, 440)).toBe('');
    expect(sectionAt([], 0, 440)).toBe('');
  });
});

describe('a note', () => {
  const view = { width: 390, height: 800 };
  const note = { width: 300, height: 120 };
  it('hangs under its word', () => {
    expect(placeNote({ left: 20, top: 100, bottom: 124 }, note, view)).toEqual({ left: 20, top: 132 });
  });
  it('stays inside the window', () => {
    expect(placeNote({ left: 350, top: 100, bottom: 124 }, note, view).left).toBe(78);
    expect(placeNote({ left: 2, top: 100, bottom: 124 }, note, view).left).toBe(12);
  });
  it('goes above where below is no room', () => {
    expect(placeNote({ left: 20, top: 700, bottom: 724 }, note, view).top).toBe(572);
  });
  it('hangs below where neither is room', () => {
    expect(placeNote({ left: 20, top: 60, bottom: 84 }, note, { width: 390, height: 150 }).top).toBe(92);
  });
});
