/** A small site that has no problem, to be changed one thing at a time. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkContent } from '../../../scripts/content/check.ts';
import { formatProblem } from '../../../scripts/content/problem.ts';

export const TH = 'src/content/docs/node/first.mdx';
export const EN = 'src/content/docs/en/node/first.mdx';
export const TERM = 'src/content/glossary/frame.yaml';

const question = (id: string) => `
<Question id="${id}">
question

<Choice id="a">a<Why>because</Why></Choice>

<Choice id="b" right>b<Why>because</Why></Choice>
</Question>
`;

const lesson = (words: { title: string; heading: string; text: string; glossary: string }) => `---
title: ${words.title}
description: ${words.text}
lesson: "12-01"
minutes: 40
---
import { Goals } from '@lesson';

<Goals>
- ${words.text}
</Goals>

## ${words.heading} {#begin}

${words.text} <Term id="frame">Frame</Term> [x](#end) [y](${words.glossary}#frame) <Measured conditions="here">5 B</Measured>

<Predict id="who" demo="handshake">
question

<Choice id="client">Client</Choice>

<Choice id="server">Server</Choice>

<Reveal><Value name="requestBytes"/></Reveal>
</Predict>

<Demo name="handshake" />

<Predict id="lost" demo="fallback">
question

<Choice id="none">0</Choice>

<Choice id="some">1</Choice>

<Reveal><Value name="lost"/></Reveal>
</Predict>

<Demo name="fallback" options={{ network: "open" }} />

\`\`\`js title="a.mjs"
one();
\`\`\`

| a | b |
|---|---|
| c | d |

## ${words.heading} *again* {#end}
${question('one')}${question('two')}${question('three')}`;

const term = `th: เฟรม
en: Frame
say: เฟรม
sayEn: fraym
meaning: { th: หน่วยบนสาย, en: a unit on the line }
deeper:
  th: มีหัวและตัว
  en: it has a head and a body
source: { label: RFC 6455, url: "https://www.rfc-editor.org/rfc/rfc6455#section-5.2" }
related: [opcode]
`;

/** Path → text, of a site without a problem. */
export const sound: Record<string, string> = {
  [TH]: lesson({ title: 'หนึ่ง', heading: 'เริ่ม', text: 'ข้อความ', glossary: '/glossary' }),
  [EN]: lesson({ title: 'One', heading: 'Begin', text: 'text', glossary: '/en/glossary' }),
  [TERM]: term,
  'src/content/glossary/opcode.yaml': term.replace('[opcode]', '[frame]'),
  'src/pages/glossary.astro': '',
  'src/pages/en/glossary.astro': '',
  'src/demos/handshake/words.ts': 'export const words = { th: { start: "a", n: () => "" }, en: { start: "b", n: () => "" } };\n',
};

/** Writes the sound site with changes (undefined removes a file), checks it, and gives the problems as printed. */
export async function problemsWith(changes: Record<string, string | undefined>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'content-'));
  try {
    for (const [path, text] of Object.entries({ ...sound, ...changes })) {
      if (text === undefined) continue;
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return (await checkContent(root)).map(formatProblem);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The sound text of a file with one thing replaced; throws where it is not there. */
export function changed(path: string, from: string, to: string): Record<string, string> {
  const text = sound[path];
  if (!text?.includes(from)) throw new Error(`${path} has no ${from}`);
  return { [path]: text.replace(from, to) };
}

/** `file:line:column` of the first place of `needle` in the sound text. */
export function place(path: string, needle: string): string {
  const before = (sound[path] ?? '').split(needle)[0]?.split('\n') ?? [];
  return `${path}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}
