import { describe, expect, test } from 'vitest';
import { beginningOf, guardInline } from '../../../playground-server/programs/client/inline.ts';

const GUARD = '__saitrong.guard();';
const LOOP = 'for (;;) {}';

describe('scripts in a page', () => {
  test.each([
    `<script>${LOOP}</script>`,
    `<script type="module">${LOOP}</script>`,
    `<script type=module>${LOOP}</script>`,
    `<script defer id="a">${LOOP}</script>`,
    `<SCRIPT ASYNC>${LOOP}</SCRIPT >`,
    `<script data-src="x" title="a > b">${LOOP}</script>`,
    `<script type="application/javascript">${LOOP}</script>`,
    `<script type='text/ecmascript'>${LOOP}</script>`,
    `<script type="">${LOOP}</script>`,
    `<!-- <script> --><script id=a>${LOOP}</script>`,
    `<textarea><script></textarea><script>${LOOP}</script>`,
    `<title><script></title><script>${LOOP}</script>`,
    `<p title="<script>">x</p><script>${LOOP}</script>`,
    `<p title=it's>x</p><script>${LOOP}</script>`,
    `<script>let a = 1;</script>\n<script nonce>${LOOP}</script\n>`,
  ])('%s is guarded', (page) => {
    const guarded = guardInline(page);
    expect(guarded).toContain(GUARD);
    expect(guarded.replace(GUARD, '')).toBe(page);
  });
  test.each([
    `<script type="importmap">{"imports":{}}</script>`,
    `<script type="text/plain">${LOOP}</script>`,
    `<script type="text/template"><div>${LOOP}</div></script>`,
    `<script src="client.js"></script><p>for (;;) {}</p>`,
    `<!-- <script>${LOOP}</script> -->`,
    `<textarea><script>${LOOP}</script></textarea>`,
    `<!-- never closed <script>${LOOP}</script>`,
  ])('%s stays as it is', (page) => expect(guardInline(page)).toBe(page));
  test('stay on their lines', () => {
    const page = `<!doctype html>\n<script id="a">\n${LOOP}\nwhile (a) b();\n</script>\n<p>x</p>`;
    expect(guardInline(page).split('\n').length).toBe(page.split('\n').length);
  });
  test('a page of half a megabyte of half tags takes no time to speak of', () => {
    const begun = performance.now();
    for (const part of ['<script ', '<script a="', '<!--', '<textarea>', '<p a=', '<script>', '</', '<', '<a ', '<a =', '<a"', '<a b=c ', '<script></script', '<title></title><script>;</script>', '<head ', ' ', '-->']) {
      guardInline(part.repeat(25_000));
      beginningOf(part.repeat(25_000));
    }
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

test.each([
  ['<!doctype html><html><head><title>', '<!doctype html><html><head>'],
  ['<html><!-- <head> --><head lang="th">x', '<html><!-- <head> --><head lang="th">'],
  ['<!DOCTYPE html>\n<p>', '<!DOCTYPE html>'],
  ['<p>no head', ''],
  ['<header>x</header>', ''],
])('what comes first stands after %s', (page, before) => expect(page.slice(0, beginningOf(page))).toBe(before));
