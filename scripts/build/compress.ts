/** Twins of the text files, `.br` and `.gz`, made once at build time. Browsers on plain HTTP off localhost take gzip only. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(html|js|mjs|css|json|map|svg|xml|txt|wasm|webmanifest|ico|ttf)$/;
/** Below this (bytes) a twin saves less than one packet. */
const SMALLEST = 256;
/** From here on (bytes) brotli 11 takes tens of seconds for a few per cent. */
const LARGE = 2 * 1024 * 1024;
/** zlib works on libuv's pool of four threads. */
const AT_ONCE = 4;

/**
 * Writes a twin beside every file that it makes smaller.
 * @param paths relative to `site`
 * @returns bytes of the compressible files before, and of their smallest forms after
 */
export async function compressSite(site: string, paths: readonly string[]): Promise<{ before: number; after: number }> {
  const queue = paths.filter((path) => COMPRESSIBLE.test(path));
  const sum = { before: 0, after: 0 };
  const work = async (): Promise<void> => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const raw = await readFile(join(site, path));
      const sizes = raw.length < SMALLEST ? [] : await Promise.all([writeTwin(site, `${path}.br`, raw, brotli), writeTwin(site, `${path}.gz`, raw, gzipped)]);
      sum.before += raw.length;
      sum.after += Math.min(raw.length, ...sizes);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sum;
}

async function writeTwin(site: string, path: string, raw: Buffer, coder: (raw: Buffer) => Promise<Buffer>): Promise<number> {
  const coded = await coder(raw);
  if (coded.length < raw.length) await writeFile(join(site, path), coded);
  return coded.length;
}

function brotli(raw: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: raw.length > LARGE ? 9 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

function gzipped(raw: Buffer): Promise<Buffer> {
  return promisify(gzip)(raw, { level: 9 }) as Promise<Buffer>;
}
