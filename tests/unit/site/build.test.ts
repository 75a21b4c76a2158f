import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forbiddenInline, inlineScriptHashes, mapText } from '../../../scripts/build/html.ts';
import { separateThaiWords } from '../../../scripts/build/search.ts';
import { stampOf } from '../../../scripts/build/stamp.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('inline scripts', () => {
  test('are hashed as the browser reads them; data and linked scripts are not', () => {
    const html = `<script>a()</script><script type="module">b</script><script src="/x.js"></script><script src=/y.js></script>
      <script type="application/json">{"a":1}</script><SCRIPT data-x="1 > 0" >c\r\nd</SCRIPT><!-- <script>no</script> --><script data-src="x">e</script>`;
    expect(inlineScriptHashes(html)).toEqual(['a()', 'b', 'c\nd', 'e'].map(hashOf));
  });
  test('handlers and javascript: addresses are found, words that look like them are not', () => {
    expect(forbiddenInline('<a onclick="x()">')).toHaveLength(1);
    expect(forbiddenInline("<a href='javascript:x()'>")).toHaveLength(1);
    expect(forbiddenInline('<a title="onclick=1" data-on="x" once>on load = 3</a><script>el.onclick = 1</script>')).toEqual([]);
  });
});

describe('Thai words', () => {
  test('are set apart by U+200B, and by nothing else', () => {
    const text = 'เชื่อมต่อ WebSocket แล้วจับมือกัน &amp; คุยกัน';
    const apart = separateThaiWords(text);
    expect(apart.replaceAll('\u200b', '')).toBe(text);
    expect(apart).toContain('มือ\u200bกัน');
    expect(apart).toContain('&amp;');
    expect(separateThaiWords('plain text')).toBe('plain text');
  });
  test('only in text: tags, attributes, scripts and styles stay', () => {
    const html = '<p title="จับมือกัน">จับมือกัน</p><script>"จับมือกัน"</script><style>/*จับมือกัน*/</style><!--จับมือกัน-->';
    expect(mapText(html, separateThaiWords)).toBe(html.replace('>จับมือกัน<', '>จับ\u200bมือ\u200bกัน<'));
  });
});

describe('the stamp', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'saitrong-stamp-'));
    await mkdir(join(root, 'src/deep'), { recursive: true });
    await writeFile(join(root, 'src/deep/a.mdx'), 'one');
    await writeFile(join(root, 'package-lock.json'), '{}');
  });
  afterEach(() => rm(root, { recursive: true }));

  test('stays while nothing changes', async () => {
    expect(await stampOf(root, {})).toBe(await stampOf(root, { PORT: '4000', PUBLIC_URL: '' }));
  });
  test('changes with a file’s words, a new file, the lock, and PUBLIC_URL', async () => {
    const stamps = [await stampOf(root, {}), await stampOf(root, { PUBLIC_URL: 'https://a.example' })];
    await writeFile(join(root, 'src/deep/a.mdx'), 'two');
    stamps.push(await stampOf(root, {}));
    await writeFile(join(root, 'src/b.ts'), '');
    stamps.push(await stampOf(root, {}));
    await writeFile(join(root, 'package-lock.json'), '{ }');
    stamps.push(await stampOf(root, {}));
    expect(new Set(stamps).size).toBe(stamps.length);
  });
});
