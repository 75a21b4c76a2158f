/** What the server prints when it is up, for a person to read: Thai first, then English. Pure text, no I/O. */
import type { NetworkInterfaceInfo } from 'node:os';
import { encode } from 'uqr';
import type { Config } from './config.ts';
import { columns, padColumns } from './terminal.ts';

export interface AnnounceInput {
  config: Pick<Config, 'port' | 'linePort' | 'host' | 'publicUrl' | 'lineUrl'>;
  /** The address that the listeners have, as `server.address()` tells it. */
  bound: string;
  /** From `lanAddresses`. */
  lan: readonly string[];
  /** Bits of colour (`colourBits`): 1 for none, 4 for the sixteen that every theme sets as it likes, 8 and more for exact ones. */
  colours: number;
}

export function announce({ config, bound, lan, colours }: AnnounceInput): string {
  const paint = (code: string, text: string): string => (colours > 1 ? `\x1b[${code}m${text}\x1b[0m` : text);
  const bold = (text: string): string => paint('1', text);
  const dim = (text: string): string => paint('2', text);
  const { port, linePort, publicUrl, lineUrl } = config;
  const here = `http://${isWildcard(bound) ? 'localhost' : bracket(config.host ?? bound)}:${port}`;
  const reachable = lan.map((address) => `http://${bracket(address)}:${port}`);
  const first = publicUrl ?? reachable[0];

  const out: string[] = ['', `  ${paint('34', '▪')}${dim('────')}${paint('33', '●')}  ${bold('สายตรง · Saitrong')}`, ''];
  const places: [string, string][] = [['เครื่องนี้ · This machine', here]];
  if (publicUrl) places.push(['ที่อยู่ · Address', publicUrl]);
  for (const url of reachable) places.push(['ในวงเดียวกัน · On the LAN', url]);
  const widest = Math.max(...places.map(([label]) => columns(label)));
  for (const [label, url] of places) out.push(`  ${padColumns(label, widest)}  ${bold(url)}`);
  if (first) out.push('', ...qrCode(first, colours).map((row) => `  ${row}`), `  ${dim(first)}`, '');
  if (publicUrl && lineUrl) {
    const [site, line] = [new URL(publicUrl).host, new URL(lineUrl).host];
    out.push(`  เข้าไม่ได้? proxy ต้องส่ง ${site} มาที่พอร์ต ${port}`, `  และ ${line} มาที่พอร์ต ${linePort} โดยคง header Host กับ Upgrade ไว้`);
    out.push(dim(`  Can’t reach it? The proxy must pass ${site} to port ${port}`), dim(`  and ${line} to port ${linePort}, with Host and Upgrade as they came.`));
  }
  if (reachable.length > 0) {
    out.push('  มือถือเข้าไม่ได้? ใช้ Wi-Fi เดียวกันหรือยัง');
    out.push(`  เปิด firewall ให้พอร์ต ${port} และ ${linePort} แล้วหรือยัง`);
    out.push('  Wi-Fi บางที่กันเครื่องไม่ให้เห็นกัน (client isolation) ลองใช้ hotspot ดู');
    out.push(dim('  Phones can’t reach it? Be on the same Wi-Fi,'));
    out.push(dim(`  let TCP ports ${port} and ${linePort} through the firewall,`));
    out.push(dim('  and where the Wi-Fi keeps devices apart (client isolation), use a hotspot.'));
  } else if (!publicUrl) {
    out.push('');
    if (isLoopback(bound)) {
      out.push(`  HOST=${config.host} เปิดได้จากเครื่องนี้เท่านั้น ลบ HOST ออกถ้าจะให้มือถือเข้าได้`);
      out.push(dim(`  HOST=${config.host} keeps it to this machine: leave HOST out to let phones in.`));
    } else {
      out.push('  ไม่พบวง LAN จึงเปิดได้จากเครื่องนี้เท่านั้น ต่อ Wi-Fi แล้วเปิดใหม่');
      out.push(dim('  No LAN found: it can be opened on this machine only. Join a Wi-Fi, start again.'));
    }
  }
  if (publicUrl && !lineUrl && (publicUrl.startsWith('https:') || isLoopback(bound))) {
    out.push('', `  มี PUBLIC_URL แต่ยังไม่มี LINE_URL คนที่เข้าทาง ${publicUrl}`, '  จะเห็นเดโมเล่นจากบันทึกเท่านั้น');
    out.push(dim('  PUBLIC_URL is set and LINE_URL is not: whoever comes by it sees recordings only.'));
  }
  out.push('', `  หยุด · Stop  ${bold('Ctrl-C')}`, '');
  return out.join('\n');
}

/**
 * This machine's addresses that another device can dial: IPv4 first, likely ones first. Adapters of containers and
 * virtual machines come last, link-local addresses not at all.
 * @param interfaces as `os.networkInterfaces()` gives them
 * @param bound the listeners' address: one of them, a loopback (then none), or a wildcard for all
 */
export function lanAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>, bound: string): string[] {
  const found: { address: string; rank: number }[] = [];
  for (const [name, entries] of Object.entries(interfaces)) {
    for (const { address, family, internal } of entries ?? []) {
      if (internal || /^(169\.254\.|fe80:)/i.test(address)) continue;
      if (!isWildcard(bound) && bound !== address) continue;
      if (bound === '0.0.0.0' && family === 'IPv6') continue;
      const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|utun|tun|tap|wg|zt|tailscale)/i.test(name);
      found.push({ address, rank: (family === 'IPv6' ? 2 : 0) + (virtual ? 1 : 0) });
    }
  }
  found.sort((a, b) => a.rank - b.rank);
  const v4 = found.filter((entry) => entry.rank < 2);
  return (v4.length > 0 ? v4 : found).map((entry) => entry.address);
}

/** Two modules a character. Dark on light where colours are to be had; otherwise light modules are drawn, as a dark terminal shows them. */
function qrCode(text: string, colours: number): string[] {
  const { data, size } = encode(text, { ecc: 'L', border: 2 });
  const colour = colours > 1;
  const isDark = (x: number, y: number): boolean => data[y]?.[x] ?? false;
  const rows: string[] = [];
  for (let y = 0; y < size; y += 2) {
    let row = '';
    for (let x = 0; x < size; x++) {
      const upper = isDark(x, y) === colour;
      const lower = y + 1 < size ? isDark(x, y + 1) === colour : false;
      row += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
    }
    rows.push(colour ? `\x1b[${colours >= 8 ? '38;5;16;48;5;231' : '30;107'}m${row}\x1b[0m` : row);
  }
  return rows;
}

function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3) and ::1 (RFC 4291 §2.5.3). */
function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function bracket(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
