import { describe, expect, it } from 'vitest';
import { changed, EN, place, problemsWith, sound, TERM, TH } from './fixture.ts';

const both = (from: string, to: string) => ({ ...changed(TH, from, to), ...changed(EN, from, to) });

it('finds nothing wrong with a sound site', async () => {
  expect(await problemsWith({})).toEqual([]);
});

describe('Thai and English must agree', () => {
  it('in files', async () => {
    expect(await problemsWith({ [EN]: undefined })).toEqual([`${TH}:1:1 has no English twin; write ${EN}, or take this file out`]);
    expect(await problemsWith({ [TH]: undefined })).toEqual([`${EN}:1:1 has no Thai twin; write ${TH}, or take this file out`]);
  });

  it('in sections', async () => {
    const problems = await problemsWith(changed(EN, '{#begin}', '{#start}'));
    expect(problems).toEqual([
      `${place(EN, '## Begin')} section {#start} (level 2) is not in ${TH}; add it there, or take it out here`,
      `${place(TH, '## เริ่ม')} section {#begin} (level 2) is not in ${EN}; add it there, or take it out here`,
    ]);
  });

  it('in the order of sections', async () => {
    const swapped = sound[EN]?.replace('{#begin}', '{#x}').replace('{#end}', '{#begin}').replace('{#x}', '{#end}');
    expect(await problemsWith({ [EN]: swapped })).toEqual([
      `${place(TH, '## เริ่ม')} section {#begin} (level 2) stands here where ${place(EN, '## Begin')} has section {#end} (level 2); put both in the same order`,
    ]);
  });

  it('in demos and their options', async () => {
    const problems = await problemsWith(changed(EN, '"open"', '"hang"'));
    expect(problems).toEqual([
      `${place(EN, '<Demo name="fallback"')} demo "fallback" with options network=hang is not in ${TH}; add it there, or take it out here`,
      `${place(TH, '<Demo name="fallback"')} demo "fallback" with options network=open is not in ${EN}; add it there, or take it out here`,
    ]);
  });

  it('in exercises, which must exist, with words that agree', async () => {
    const exercise = { 'src/content/exercises/rooms/check.ts': '', 'src/content/exercises/rooms/title.ts': "export const title = { th: 'ห้อง', en: 'Rooms' };" };
    const demo = '<Demo name="fallback"';
    const here = `<Exercise id="rooms" />\n\n${demo}`;
    expect(await problemsWith({ ...exercise, ...both(demo, here) })).toEqual([]);
    expect(await problemsWith(both(demo, here))).toHaveLength(2);
    expect((await problemsWith({ ...exercise, ...changed(EN, demo, here) })).join()).toContain(`the exercise "rooms" is not in ${TH}`);
    expect((await problemsWith({ ...exercise, ...both(demo, `${here}\n\n${here}`.replace(demo, '')) })).join()).toContain('the exercise "rooms" stands on this page twice');
    expect((await problemsWith({ ...exercise, 'src/content/exercises/rooms/title.ts': "export const title = { th: 'ห้อง' };", ...both(demo, here) })).join()).toContain('title has no "en"');
  });

  it('in predictions, their choices, demos and values', async () => {
    expect(await problemsWith(changed(EN, '<Choice id="server">', '<Choice id="both">'))).toEqual([
      `${place(EN, '<Choice id="server">')} choice "both" of Predict "who" is not in ${TH}; add it there, or take it out here`,
      `${place(TH, '<Choice id="server">')} choice "server" of Predict "who" is not in ${EN}; add it there, or take it out here`,
    ]);
    expect(await problemsWith(changed(EN, 'name="lost"', 'name="bytes"'))).toEqual([
      `${place(TH, '<Predict id="lost"')} Predict "lost" quotes the values [lost], but at ${place(EN, '<Predict id="lost"')} [bytes]; quote the same`,
    ]);
    const other = await problemsWith(changed(EN, '<Predict id="who" demo="handshake">', '<Predict id="who" demo="fallback">'));
    expect(other).toContain(
      `${place(TH, '<Predict id="who"')} Predict "who" asks about demo "handshake", but at ${place(EN, '<Predict id="who"')} about "fallback"; make them the same`,
    );
  });

  it('in which choice is right', async () => {
    const swapped = sound[EN]?.replace('<Choice id="a">a', '<Choice id="a" right>a').replace('<Choice id="b" right>', '<Choice id="b">');
    expect(await problemsWith({ [EN]: swapped })).toEqual([
      `${place(TH, '<Choice id="b" right>')} Question "one" calls "b" right, but ${place(EN, '<Choice id="a">')} calls "a" right; make them the same`,
    ]);
  });

  it('in terms, measured numbers, code, tables and frontmatter', async () => {
    expect(await problemsWith(changed(EN, 'id="frame"', 'id="opcode"'))).toEqual([
      `${place(EN, '<Term')} the term "opcode" is not in ${TH}; add it there, or take it out here`,
      `${place(TH, '<Term')} the term "frame" is not in ${EN}; add it there, or take it out here`,
    ]);
    expect((await problemsWith(changed(EN, '5 B', '6 B')))[0]).toContain(`${place(EN, '<Measured')} the measured number "6" is not in ${TH}`);
    expect((await problemsWith(changed(EN, 'a.mjs', 'b.mjs')))[0]).toContain('the code block `js title="b.mjs"`');
    expect((await problemsWith(changed(EN, '| c | d |', '| c | d |\n| e | f |')))[0]).toContain('a table of 3 × 2');
    expect(await problemsWith(changed(EN, 'minutes: 40', 'minutes: 30'))).toEqual([
      `${TH}:1:1 frontmatter says minutes: 40, but ${EN} says 30; make them the same`,
    ]);
  });
});

describe('within a page', () => {
  it('an unknown term is named with its place', async () => {
    expect(await problemsWith(both('<Term id="frame">', '<Term id="frames">'))).toEqual([
      `${place(EN, '<Term')} there is no term "frames" in the glossary; correct the id, or write src/content/glossary/frames.yaml`,
      `${place(TH, '<Term')} there is no term "frames" in the glossary; correct the id, or write src/content/glossary/frames.yaml`,
    ]);
  });

  it('a heading needs an id of its own', async () => {
    const problems = await problemsWith(both(' {#begin}', ''));
    expect(problems[0]).toBe(`${place(EN, '## Begin')} the heading "Begin" has no id; write {#an-id} at its end, the same in both languages`);
    expect(await problemsWith(both('{#begin}', '{#end}'))).toContain(
      `${place(TH, '## เริ่ม *again*')} the id "end" is used by another heading on this page; give it its own`,
    );
    expect((await problemsWith(both('{#begin}', '{#Begin}')))[0]).toContain('lower-case Latin words');
  });

  it('links lead somewhere, in the same language', async () => {
    expect((await problemsWith(both('(#end)', '(#ends)')))[0]).toBe(
      `${place(EN, '[x](#end)')} there is no section {#ends} on this page, nor such a demo; correct the link`,
    );
    expect(await problemsWith(both('(#end)', '(#demo-handshake)'))).toEqual([]);
    expect(await problemsWith(changed(EN, '(/en/glossary#frame)', '(/glossary#frame)'))).toEqual([
      `${place(EN, '[y](')} the link /glossary#frame leads into the other language; link to /en/glossary`,
    ]);
    expect((await problemsWith(both('glossary#frame', 'glossary#fr')))[0]).toContain('there is no term "fr" in the glossary');
    expect((await problemsWith(changed(EN, '/en/glossary', '/en/glosary')))[0]).toContain('there is no page /en/glosary');
    expect((await problemsWith(changed(EN, '(#end)', '(/en/node/first/#ends)')))[0]).toContain(`${EN} has no section {#ends}`);
    expect((await problemsWith(changed(EN, '(#end)', '(first)')))[0]).toContain('is relative');
    expect((await problemsWith(changed(EN, '(#end)', '(javascript:x)')))[0]).toContain('is neither https: nor a page');
    expect(await problemsWith(changed(EN, '(#end)', '(/en/node/first/#end)'))).toEqual([]);
    expect(await problemsWith(changed(EN, '(#end)', '(https://example.com/#x)'))).toEqual([]);
  });

  it('every choice of a question says why, and one is right', async () => {
    expect((await problemsWith(both('a<Why>because</Why>', 'a')))[0]).toBe(
      `${place(EN, '<Choice id="a">a')} choice "a" of Question "one" has no <Why>; explain why it is right or wrong`,
    );
    expect((await problemsWith(both('<Why>because</Why>', '<Why> </Why>')))[0]).toContain('has no <Why>');
    expect((await problemsWith(both('<Choice id="b" right>', '<Choice id="b">')))[0]).toBe(
      `${place(EN, '<Question id="one">')} Question "one" has 0 right choices; mark exactly one choice with "right"`,
    );
    expect((await problemsWith(both('<Choice id="a">a', '<Choice id="a" right>a')))[0]).toContain('has 2 right choices');
    expect((await problemsWith(both('<Choice id="b" right>b', '<Choice id="a" right>b')))[0]).toContain('has two choices "a"');
    expect((await problemsWith(both('<Question id="two">', '<Question id="one">')))[0]).toContain('the id "one" is used by another question');
  });

  it('a prediction names its demo, stands before it, and reveals', async () => {
    expect((await problemsWith(both('<Reveal><Value name="lost"/></Reveal>', '')))[0]).toContain('Predict "lost" has no <Reveal>');
    expect((await problemsWith(both('<Choice id="none">', '<Choice id="none" right>')))[0]).toContain('marks a choice as right');
    const problems = await problemsWith(both('<Predict id="lost" demo="fallback">', '<Predict id="lost" demo="duplex">'));
    expect(problems[1]).toBe(
      `${place(EN, '<Predict id="lost"')} no demo "duplex" comes after Predict "lost"; a prediction stands before its demo`,
    );
    expect(problems[0]).toContain('only 1 demos have a prediction before them');
  });

  it('demos exist, and their options are plain', async () => {
    expect((await problemsWith(both('<Demo name="handshake"', '<Demo name="handshakes"'))).join('\n')).toContain(
      `${place(TH, '<Demo name="handshake"')} there is no demo "handshakes"; the demos are handshake, duplex`,
    );
    expect((await problemsWith(both('{{ network: "open" }}', '{{ network: choose() }}')))[0]).toContain('options must be a plain object of strings');
  });

  it('Thai has no italics, and keeps technical words in Latin letters', async () => {
    expect(await problemsWith(changed(TH, 'ข้อความ <Term', '*ข้อความ* <Term'))).toEqual([
      `${place(TH, 'ข้อความ <Term')} Thai has no italics; use **bold** or other words`,
    ]);
    expect(await problemsWith(changed(TH, 'ข้อความ <Term', 'เว็บซ็อกเก็ต <Term'))).toEqual([
      `${place(TH, 'ข้อความ <Term')} write WebSocket in Latin letters instead of เว็บซ็อกเก็ต`,
    ]);
    expect(await problemsWith(changed(TH, 'ข้อความ <Term', '`เซิร์ฟเวอร์` <Term'))).toEqual([]);
    expect((await problemsWith(changed(TH, 'ข้อความ <Term', 'คำ**“ข้อความ”**ต่อ <Term')))[0]).toContain('these ** did not become bold');
  });

  it('a lesson has goals first and three to five questions last', async () => {
    expect((await problemsWith(both('<Goals>\n', '<Client/>\n\n<Goals>\n')))[0]).toBe(`${EN}:1:1 a lesson begins with <Goals>: what the reader will be able to do`);
    const short = (path: string) => (sound[path] ?? '').replace(/<Question id="t[\s\S]*$/, '');
    expect((await problemsWith({ [TH]: short(TH), [EN]: short(EN) }))[0]).toContain('three to five questions; this one has 1');
    expect((await problemsWith(both('minutes: 40\n', '')))[0]).toContain('a lesson needs "minutes"');
  });

  it('what cannot be read is said with its place, once', async () => {
    const linked = sound[TH]?.replace('(#end)', '(/node/first#end)');
    expect(await problemsWith({ [TH]: linked })).toEqual([]);
    expect(await problemsWith({ [TH]: linked?.replace('</Goals>', '</Goal>') })).toHaveLength(1);
    const problems = await problemsWith(changed(EN, '</Goals>', '</Goal>'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${EN}:\\d+:\\d+ this cannot be read: `));
    expect((await problemsWith(changed(TH, 'title: หนึ่ง', 'title: "หนึ่ง')))[0]).toMatch(new RegExp(`^${TH}:\\d+:\\d+ this cannot be read: The frontmatter is not YAML`));
  });
});

describe('the glossary', () => {
  it('is complete in both languages', async () => {
    expect(await problemsWith(changed(TERM, 'sayEn: fraym\n', ''))).toEqual([`${TERM}:1:1 sayEn is missing; write it`]);
    expect(await problemsWith(changed(TERM, ', en: a unit on the line', ''))).toEqual([`${TERM}:5:10 meaning.en is missing; write it`]);
    expect((await problemsWith(changed(TERM, 'en: it has a head and a body', 'en: [x]')))[0]).toBe(`${TERM}:8:7 deeper.en must be text (put it in quotes)`);
    expect((await problemsWith(changed(TERM, 'th: มีหัวและตัว', 'th: a head and a body')))[0]).toBe(`${TERM}:7:7 deeper.th is not in Thai`);
    expect((await problemsWith(changed(TERM, 'th: มีหัวและตัว', 'th: มีเฮดเดอร์')))[0]).toBe(`${TERM}:7:7 write Header in Latin letters instead of เฮดเดอร์`);
    expect((await problemsWith(changed(TERM, 'en: a unit on the line', 'en: A unit. It is on the line.')))[0]).toContain(`${TERM}:5:32 meaning.en is more than one sentence`);
    expect((await problemsWith(changed(TERM, 'https:', 'http:')))[0]).toContain('source.url is not an https address');
    expect((await problemsWith(changed(TERM, 'say:', 'sound:'))).join()).toContain(`${TERM}:3:1 a term has no field "sound"`);
    expect((await problemsWith(changed(TERM, 'th: เฟรม', 'th: [')))[0]).toContain('this is not YAML');
  });

  it('relates terms that exist', async () => {
    expect(await problemsWith(changed(TERM, '[opcode]', '[opcode, mask]'))).toEqual([
      `${TERM}:10:19 there is no term "mask"; correct the id, or write src/content/glossary/mask.yaml`,
    ]);
    expect((await problemsWith(changed(TERM, '[opcode]', '[frame]')))[0]).toContain('not related to itself');
    expect(await problemsWith(changed(TERM, '[opcode]', '[]'))).toEqual([
      'src/content/glossary/opcode.yaml:10:11 src/content/glossary/frame.yaml does not name "opcode" as related; add it there, or take "frame" out here',
    ]);
    expect((await problemsWith(changed(TERM, 'related: [opcode]\n', '')))[0]).toContain('related is missing');
  });
});

it('the words of the demos have the same keys in both languages', async () => {
  const path = 'src/demos/handshake/words.ts';
  expect(await problemsWith({ [path]: 'export const words = { th: { a: "", b: { c: "" } }, en: { a: "" } };\n' })).toEqual([
    `${path}:1:1 words.en has no "b.c"; write it, or take it out of the other language`,
  ]);
  expect((await problemsWith({ [path]: 'export const words = nowhere;\n' }))[0]).toContain(`${path}:1:1 these words cannot be loaded`);
});
