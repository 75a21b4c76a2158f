/** What the server prints when it is up, for a person to read: Thai first, then English. Pure text, no I/O. */
import type { NetworkInterfaceInfo } from 'node:os';
import { encode } from 'uqr';
import type { Config } from './config.ts';

export interface AnnounceInput {
  config: Pick<Config, 'port' | 'linePort' | 'host' | 'publicUrl' | 'lineUrl'>;
  /** From `lanAddresses`. */
  lan: readonly string[];
  /** ANSI colours: true on a terminal. */
  colour: boolean;
}

export function announce({ config, lan, colour }: AnnounceInput): string {
  const paint = (code: string, text: string): string => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  const bold = (text: string): string => paint('1', text);
  const dim = (text: string): string => paint('2', text);
  const here = `http://${config.host && !isWildcard(config.host) ? bracket(config.host) : 'localhost'}:${config.port}`;
  const reachable = lan.map((address) => `http://${bracket(address)}:${config.port}`);
  const first = config.publicUrl ?? reachable[0];

  const out: string[] = ['', `  ${paint('34', '▪')}${dim('────')}${paint('33', '●')}  ${bold('สายตรง · Saitrong')}`, ''];
  out.push(`  เครื่องนี้ · This machine   ${bold(here)}`);
  if (config.publicUrl) out.push(`  ที่อยู่ · Address          ${bold(config.publicUrl)}`);
  for (const url of reachable) out.push(`  ในวงเดียวกัน · On the LAN  ${bold(url)}`);
  if (first) {
    out.push('', ...qrCode(first, colour).map((row) => `  ${row}`), `  ${dim(first)}`, '');
    out.push('  มือถือเข้าไม่ได้? ใช้ Wi-Fi เดียวกันหรือยัง');
    out.push(`  เปิด firewall ให้พอร์ต ${config.port} และ ${config.linePort} แล้วหรือยัง`);
    out.push('  Wi-Fi บางที่กันเครื่องไม่ให้เห็นกัน (client isolation) ลองใช้ hotspot ดู');
    out.push(dim('  Phones can’t reach it? Be on the same Wi-Fi,'));
    out.push(dim(`  let TCP ports ${config.port} and ${config.linePort} through the firewall,`));
    out.push(dim('  and where the Wi-Fi keeps devices apart (client isolation), use a hotspot.'));
  } else {
    out.push('', '  ไม่พบวง LAN จึงเปิดได้จากเครื่องนี้เท่านั้น', dim('  No LAN found: it can be opened on this machine only.'));
  }
  if (config.publicUrl?.startsWith('https:') && !config.lineUrl) {
    out.push('', '  PUBLIC_URL เป็น https แต่ยังไม่มี LINE_URL เดโมจะเล่นจากบันทึกเท่านั้น');
    out.push(dim('  PUBLIC_URL is https and LINE_URL is not set: demos will play recordings only.'));
  }
  out.push('', `  หยุด · Stop  ${bold('Ctrl-C')}`, '');
  return out.join('\n');
}

/**
 * This machine's addresses that another device can dial: IPv4 first, likely ones first. Adapters of containers and
 * virtual machines come last, link-local addresses not at all.
 * @param interfaces as `os.networkInterfaces()` gives them
 * @param host HOST: one address of them, a loopback (then none), or undefined for all
 */
export function lanAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>, host: string | undefined): string[] {
  const found: { address: string; rank: number }[] = [];
  for (const [name, entries] of Object.entries(interfaces)) {
    for (const { address, family, internal } of entries ?? []) {
      if (internal || /^(169\.254\.|fe80:)/i.test(address)) continue;
      if (host && !isWildcard(host) && host !== address) continue;
      if (host === '0.0.0.0' && family === 'IPv6') continue;
      const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|utun|tun|tap|wg|zt|tailscale)/i.test(name);
      found.push({ address, rank: (family === 'IPv6' ? 2 : 0) + (virtual ? 1 : 0) });
    }
  }
  found.sort((a, b) => a.rank - b.rank);
  const v4 = found.filter((entry) => entry.rank < 2);
  return (v4.length > 0 ? v4 : found).map((entry) => entry.address);
}

/** Two modules a character. Dark on light where colours are to be had; otherwise light modules are drawn, as a dark terminal shows them. */
function qrCode(text: string, colour: boolean): string[] {
  const { data, size } = encode(text, { ecc: 'L', border: 2 });
  const isDark = (x: number, y: number): boolean => data[y]?.[x] ?? false;
  const rows: string[] = [];
  for (let y = 0; y < size; y += 2) {
    let row = '';
    for (let x = 0; x < size; x++) {
      const upper = isDark(x, y) === colour;
      const lower = y + 1 < size ? isDark(x, y + 1) === colour : false;
      row += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
    }
    rows.push(colour ? `\x1b[38;5;16;48;5;231m${row}\x1b[0m` : row);
  }
  return rows;
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function bracket(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
