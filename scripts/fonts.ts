/**
 * Cuts the course's fonts from their packages into `src/styles/fonts/` and writes `src/styles/fonts.css`.
 * Run it again (`node scripts/fonts.ts`) after changing a family's version; what it makes is committed.
 *
 * Each family becomes: `thai`; `core`, the Latin that the lessons use; and `rest`, the other Latin, which a browser
 * only fetches where a page holds one of its characters (unicode-range), so that nothing is lost and little is sent.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'src/styles/fonts');
const require = createRequire(import.meta.url);

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** ASCII, and the punctuation and signs that prose and figures use. */
const CORE = [...range(0x20, 0x7e), 0xa0, 0xa7, 0xb0, 0xb1, 0xb5, 0xb7, 0xbc, 0xbd, 0xbe, 0xd7, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026, 0x2191, 0x2193, 0x2212];
/** What the packages' `latin` files cover beyond the core. */
const LATIN = [...range(0xa1, 0xff), 0x131, 0x152, 0x153, 0x2bb, 0x2bc, 0x2c6, 0x2da, 0x2dc, ...range(0x2010, 0x205e), 0x20ac, 0x2122, 0x2191, 0x2193, 0x2215, 0xfffd];
const REST = LATIN.filter((code) => !CORE.includes(code));
/** Thai, the space that joins it, the dotted circle that shows a lone vowel, and the zero-width space that may stand in it. */
const THAI = [...range(0xe01, 0xe3a), ...range(0xe3f, 0xe5b), 0x200b, 0x25cc];

interface Family {
  name: string;
  /** Name of the made files. */
  file: string;
  pack: string;
  weights: { css: string; file: string; axes?: Record<string, { min: number; max: number }> }[];
  thai: boolean;
  /** OpenType features kept in Latin; all where not said. Bytes must not melt into ligatures. */
  features?: string[];
}

const FAMILIES: Family[] = [
  {
    name: 'IBM Plex Sans Thai Looped',
    file: 'plex-looped',
    pack: '@fontsource/ibm-plex-sans-thai-looped',
    weights: [
      { css: '400', file: 'ibm-plex-sans-thai-looped-%-400-normal' },
      { css: '700', file: 'ibm-plex-sans-thai-looped-%-700-normal' },
    ],
    thai: true,
  },
  {
    name: 'Anuphan',
    file: 'anuphan',
    pack: '@fontsource-variable/anuphan',
    weights: [{ css: '400 700', file: 'anuphan-%-wght-normal', axes: { wght: { min: 400, max: 700 } } }],
    thai: true,
  },
  {
    name: 'JetBrains Mono',
    file: 'jetbrains-mono',
    pack: '@fontsource/jetbrains-mono',
    weights: [
      { css: '400', file: 'jetbrains-mono-%-400-normal' },
      { css: '700', file: 'jetbrains-mono-%-700-normal' },
    ],
    thai: false,
    features: [],
  },
];

/**
 * The pictures that the course's words use, drawn in ink like the letters, for systems that have no emoji of their own
 * (a bare Debian shows boxes). Named last in the font lists, so that nobody else fetches them. Their package is wanted
 * here only: `npm i --no-save @fontsource/noto-emoji@5.3.2`. As with Latin, `core` is what lesson 12-01 needs.
 */
const EMOJI = { core: '🥺🚀🔌🟢😅😉❤', rest: '🛠🔔😄👋👍🎉' };

/** Code points as CSS writes them: `U+20-7E, U+B7`. */
function unicodeRange(codes: readonly number[]): string {
  const sorted = [...new Set(codes)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const code of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else runs.push([code, code]);
  }
  const hex = (code: number) => code.toString(16).toUpperCase();
  return runs.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(', ');
}

async function cut(family: Family, weight: Family['weights'][number], part: 'thai' | 'core' | 'rest') {
  const codes = { thai: THAI, core: CORE, rest: REST }[part];
  const source = join(
    dirname(require.resolve(`${family.pack}/package.json`)),
    'files',
    `${weight.file.replace('%', part === 'thai' ? 'thai' : 'latin')}.woff2`,
  );
  const bytes = await subsetFont(await readFile(source), String.fromCodePoint(...codes), {
    targetFormat: 'woff2',
    noHinting: true,
    ...(weight.axes ? { variationAxes: weight.axes } : {}),
    ...(family.features ? { keepFeatures: family.features } : {}),
  });
  const file = `${family.file}-${weight.css.split(' ')[0]}-${part}.woff2`;
  await writeFile(join(out, file), bytes);
  console.log(`${file.padEnd(34)} ${(bytes.length / 1024).toFixed(1).padStart(6)} KB`);
  return `@font-face {
  font-family: '${family.name}';
  font-style: normal;
  font-weight: ${weight.css};
  font-display: swap;
  src: url('./fonts/${file}') format('woff2');
  unicode-range: ${unicodeRange(codes)};
}`;
}

async function cutEmoji(part: keyof typeof EMOJI): Promise<string> {
  const pack = dirname(require.resolve('@fontsource/noto-emoji/package.json'));
  const file = `emoji-${part}.woff2`;
  const codes = [...EMOJI[part]].map((emoji) => emoji.codePointAt(0) ?? 0);
  // With the selector that asks for the picture where a sign could be meant.
  const bytes = await subsetFont(await readFile(join(pack, 'files/noto-emoji-emoji-400-normal.woff2')), `${EMOJI[part]}\ufe0f`, { targetFormat: 'woff2', noHinting: true });
  await writeFile(join(out, file), bytes);
  await copyFile(join(pack, 'LICENSE'), join(out, 'LICENSE-emoji.txt'));
  console.log(`${file.padEnd(34)} ${(bytes.length / 1024).toFixed(1).padStart(6)} KB`);
  return `@font-face {
  font-family: 'Ink emoji';
  font-display: swap;
  src: url('./fonts/${file}') format('woff2');
  unicode-range: ${unicodeRange(part === 'core' ? [...codes, 0xfe0f] : codes)};
}`;
}

/**
 * Until a font has come, a local face stands in with its widths and heights, so that nothing moves when it arrives.
 * `size` is the ratio of widths, measured in Chromium over the lessons' own text in that script; `ascent` and
 * `descent` are the awaited font's, in hundredths of an em. Phones with Android have Noto, Linux has Loma.
 */
const STAND_INS: { name: string; local: string[]; size: number; ascent: number; descent: number; codes: number[] }[] = [
  { name: 'Plex stand-in', local: ['Arial', 'Liberation Sans', 'Roboto'], size: 99.7, ascent: 112, descent: 53, codes: CORE },
  { name: 'Plex stand-in Noto', local: ['Noto Sans Thai', 'Noto Sans Thai Regular', 'NotoSansThai-Regular'], size: 112.4, ascent: 112, descent: 53, codes: THAI },
  { name: 'Plex stand-in Loma', local: ['Loma'], size: 101, ascent: 112, descent: 53, codes: THAI },
  { name: 'Anuphan stand-in', local: ['Arial Bold', 'Liberation Sans Bold', 'Roboto Bold'], size: 97, ascent: 103, descent: 28, codes: CORE },
  { name: 'Anuphan stand-in Noto', local: ['Noto Sans Thai', 'Noto Sans Thai Regular', 'NotoSansThai-Regular'], size: 101.7, ascent: 103, descent: 28, codes: THAI },
  { name: 'Anuphan stand-in Loma', local: ['Loma Bold', 'Loma-Bold'], size: 95.7, ascent: 103, descent: 28, codes: THAI },
  { name: 'JetBrains stand-in', local: ['Courier New', 'Liberation Mono', 'Droid Sans Mono'], size: 100, ascent: 102, descent: 30, codes: CORE },
];

const standIn = ({ name, local, size, ascent, descent, codes }: (typeof STAND_INS)[number]) => `@font-face {
  font-family: '${name}';
  src: ${local.map((face) => `local('${face}')`).join(', ')};
  size-adjust: ${size}%;
  ascent-override: ${((ascent / size) * 100).toFixed(1)}%;
  descent-override: ${((descent / size) * 100).toFixed(1)}%;
  line-gap-override: 0%;
  unicode-range: ${unicodeRange(codes)};
}`;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const faces: string[] = [];
for (const family of FAMILIES) {
  for (const weight of family.weights) {
    for (const part of family.thai ? (['thai', 'core', 'rest'] as const) : (['core', 'rest'] as const)) {
      faces.push(await cut(family, weight, part));
    }
  }
  await copyFile(
    join(dirname(require.resolve(`${family.pack}/package.json`)), 'LICENSE'),
    join(out, `LICENSE-${family.file}.txt`),
  );
}
faces.push(await cutEmoji('core'), await cutEmoji('rest'));
await writeFile(
  join(root, 'src/styles/fonts.css'),
  `/* Made by scripts/fonts.ts; do not edit. */\n${[...faces, ...STAND_INS.map(standIn)].join('\n')}\n`,
);
