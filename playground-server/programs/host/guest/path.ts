/** `node:path`, POSIX, as far as programs use it to find their own files. */
function normalize(path: string): string {
  const absolute = path.startsWith('/');
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (out.length && out.at(-1) !== '..') out.pop();
      else if (!absolute) out.push('..');
    } else out.push(part);
  }
  return (absolute ? '/' : '') + out.join('/') || (absolute ? '/' : '.');
}
const join = (...parts: string[]) => normalize(parts.filter(Boolean).join('/'));
const resolve = (...parts: string[]) => {
  let path = '';
  for (const part of parts) path = part.startsWith('/') ? part : `${path}/${part}`;
  return normalize(path.startsWith('/') ? path : `/${path}`);
};
const basename = (path: string, ext = '') => {
  const base = path.replace(/\/+$/, '').split('/').pop() ?? '';
  return ext && base.endsWith(ext) && base !== ext ? base.slice(0, -ext.length) : base;
};
const dirname = (path: string) => {
  const at = path.replace(/\/+$/, '').lastIndexOf('/');
  return at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at);
};
const extname = (path: string) => {
  const base = basename(path);
  const at = base.lastIndexOf('.');
  return at > 0 ? base.slice(at) : '';
};
export const path = { join, resolve, normalize, basename, dirname, extname, sep: '/', delimiter: ':', isAbsolute: (p: string) => p.startsWith('/') };
