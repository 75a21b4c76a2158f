/** Hands the program to the reader as a zip archive. */
import type { WorkView } from './model/work.ts';

export async function saveZip({ files, starter }: Pick<WorkView, 'files' | 'starter'>): Promise<void> {
  const [{ zipOf, folderName }, server, client] = await Promise.all([import('./model/download.ts'), import('socket.io/package.json'), import('socket.io-client/package.json')]);
  const bytes = zipOf(files, starter, { 'socket.io': server.version, 'socket.io-client': client.version });
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: `${folderName(starter)}.zip` });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
