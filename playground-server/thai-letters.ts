/** The course's own Thai letters, for the few pages that the server writes itself and machines that have none. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

let letters: string | undefined;

/**
 * A style that makes them the font `Thai`, about 18 KB. They stand in the page, which may load nothing else: its policy
 * needs `font-src data:`.
 */
export function thaiFace(): string {
  letters ??= readFileSync(createRequire(import.meta.url).resolve('@fontsource/ibm-plex-sans-thai-looped/files/ibm-plex-sans-thai-looped-thai-400-normal.woff2'), 'base64');
  return `@font-face{font-family:Thai;src:url(data:font/woff2;base64,${letters}) format("woff2");unicode-range:U+E00-E7F}`;
}
