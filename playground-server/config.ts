/**
 * The configuration, read from the environment once at start. Every wrong value becomes one sentence in each
 * language that names the variable and what to do; nothing here touches the network or the disk.
 */
import { isIP } from 'node:net';

export interface Config {
  /** TCP port of the site listener: pages and the control channel. */
  port: number;
  /** TCP port of the line listener: lines only. */
  linePort: number;
  /** Address or name to listen on; undefined = every address of this machine. */
  host: string | undefined;
  /** Origin that readers use, where a reverse proxy stands in front: `https://class.example`, no path. */
  publicUrl: string | null;
  /** The same for the line listener. */
  lineUrl: string | null;
  /** Further names that are answered, canonical (lower case, no port, IPv6 in brackets). */
  allowedHosts: string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Something the person who started the server must mend. `variable` is the environment variable to look at. */
export class ConfigError extends Error {
  variable: string;
  th: string;
  en: string;
  constructor(variable: string, th: string, en: string) {
    super(en);
    this.name = 'ConfigError';
    this.variable = variable;
    this.th = th;
    this.en = en;
  }
}

/** As it stands in a terminal: a line in each language. */
export function inBothLanguages(error: ConfigError): string {
  return `\n  ${error.th}\n  ${error.en}\n`;
}

/**
 * Reads `PORT`, `LINE_PORT`, `HOST`, `PUBLIC_URL`, `LINE_URL` and `ALLOWED_HOSTS`. Empty counts as unset.
 * @throws {ConfigError} on the first value that can't be used.
 */
export function readConfig(env: Environment): Config {
  const port = readPort('PORT', env.PORT) ?? 3000;
  const linePort = readPort('LINE_PORT', env.LINE_PORT) ?? port + 1;
  if (linePort > 65535) {
    throw new ConfigError(
      'LINE_PORT',
      `PORT=${port} ทำให้ LINE_PORT (ปกติคือ PORT+1) เกิน 65535 ตั้ง LINE_PORT เอง หรือใช้ PORT ที่เล็กลง`,
      `PORT=${port} leaves no room for LINE_PORT (PORT+1 by default, at most 65535): set LINE_PORT, or choose a smaller PORT.`,
    );
  }
  if (linePort === port) {
    throw new ConfigError(
      'LINE_PORT',
      `LINE_PORT กับ PORT เป็น ${port} เหมือนกัน ต้องใช้คนละเลข เช่น LINE_PORT=${port < 65535 ? port + 1 : port - 1}`,
      `LINE_PORT and PORT are both ${port}: give them different ports, for example LINE_PORT=${port < 65535 ? port + 1 : port - 1}.`,
    );
  }
  const publicUrl = readOrigin('PUBLIC_URL', env.PUBLIC_URL, 'https://class.example');
  const lineUrl = readOrigin('LINE_URL', env.LINE_URL, 'https://line.class.example');
  checkTogether(publicUrl, lineUrl);
  return { port, linePort, host: readHost(env.HOST), publicUrl, lineUrl, allowedHosts: readAllowedHosts(env.ALLOWED_HOSTS) };
}

function readPort(name: string, raw: string | undefined): number | undefined {
  const text = raw?.trim();
  if (!text) return undefined;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (value >= 1 && value <= 65535) return value;
  throw new ConfigError(
    name,
    `${name}=${shown(text)} ใช้ไม่ได้ ต้องเป็นเลขพอร์ต 1 ถึง 65535 เช่น ${name}=${name === 'PORT' ? 3000 : 3001}`,
    `${name}=${shown(text)} is not a port: use a whole number from 1 to 65535, for example ${name}=${name === 'PORT' ? 3000 : 3001}.`,
  );
}

function readHost(raw: string | undefined): string | undefined {
  const text = raw?.trim();
  if (!text) return undefined;
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  // Linux listens on multicast and broadcast addresses (224.0.0.0 and up), where nobody can dial.
  const isIPv4 = isIP(bare) === 4 && parseInt(bare, 10) < 224;
  if (isIPv4 || isIP(bare) === 6 || (isIP(bare) === 0 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(bare) && isName(bare))) return bare;
  throw new ConfigError(
    'HOST',
    `HOST=${shown(text)} ใช้ไม่ได้ ต้องเป็นที่อยู่หรือชื่อของเครื่องนี้ล้วนๆ เช่น HOST=127.0.0.1 หรือ HOST=0.0.0.0`,
    `HOST=${shown(text)} is not an address to listen on: give an address or name of this machine alone, for example HOST=127.0.0.1 or HOST=0.0.0.0.`,
  );
}

/** An origin (scheme, host, port) and nothing more: the site can't live under a path. */
function readOrigin(name: string, raw: string | undefined, example: string): string | null {
  const text = raw?.trim();
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const host = url && hostnameOf(url.host);
  if (!url || !host || !/^https?:\/\//i.test(text)) {
    throw new ConfigError(
      name,
      `${name}=${shown(text)} ใช้ไม่ได้ ต้องเป็นที่อยู่เต็มที่ขึ้นต้นด้วย http:// หรือ https:// เช่น ${name}=${example}`,
      `${name}=${shown(text)} is not a web address: write it in full with http:// or https://, for example ${name}=${example}.`,
    );
  }
  // `class.example.` is the same name to DNS and another origin to browsers: the plain one is meant.
  url.hostname = host;
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash || /[?#]/.test(text)) {
    throw new ConfigError(
      name,
      `${name}=${shown(text)} มีมากกว่าชื่อกับพอร์ต เว็บนี้ต้องอยู่ที่รากของชื่อ เขียนแค่ ${name}=${url.origin}`,
      `${name}=${shown(text)} holds more than a name and a port, and the site must stand at the root of its name: write ${name}=${url.origin}.`,
    );
  }
  return url.origin;
}

function checkTogether(publicUrl: string | null, lineUrl: string | null): void {
  if (!publicUrl || !lineUrl) return;
  if (publicUrl === lineUrl) {
    throw new ConfigError(
      'LINE_URL',
      `LINE_URL กับ PUBLIC_URL เป็น ${publicUrl} เหมือนกัน สายต้องมีชื่อหรือพอร์ตของตัวเอง`,
      `LINE_URL and PUBLIC_URL are both ${publicUrl}: lines need a name or a port of their own.`,
    );
  }
  if (publicUrl.startsWith('https:') && lineUrl.startsWith('http:')) {
    throw new ConfigError(
      'LINE_URL',
      `LINE_URL=${lineUrl} เป็น http แต่ PUBLIC_URL เป็น https Browser จะไม่ยอมให้ต่อ ตั้ง LINE_URL เป็น https ด้วย`,
      `LINE_URL=${lineUrl} is http while PUBLIC_URL is https, and browsers refuse that mix: give LINE_URL https too.`,
    );
  }
}

function readAllowedHosts(raw: string | undefined): string[] {
  const names = new Set<string>();
  for (const entry of (raw ?? '').split(/[\s,]+/)) {
    if (!entry) continue;
    const name = isName(entry) ? hostnameOf(entry) : undefined;
    if (name === undefined) {
      throw new ConfigError(
        'ALLOWED_HOSTS',
        `ALLOWED_HOSTS มี ${shown(entry)} ซึ่งไม่ใช่ชื่อเครื่อง เขียนแค่ชื่อหรือที่อยู่ คั่นด้วยจุลภาค เช่น ALLOWED_HOSTS=class.lan,10.0.0.5`,
        `ALLOWED_HOSTS holds ${shown(entry)}, which is not a host name: write names or addresses alone, separated by commas, for example ALLOWED_HOSTS=class.lan,10.0.0.5.`,
      );
    }
    names.add(name);
  }
  return [...names];
}

/**
 * The name in `name`, `name:port`, `address`, `[v6]:port`, or a bare IPv6 address, in the one form that URLs give it:
 * lower case, punycode, no final dot, IPv6 shortened and in brackets. Undefined where it is none of these
 * (wildcards, schemes, paths, user names).
 */
export function hostnameOf(authority: string): string | undefined {
  const text = isIP(authority) === 6 ? `[${authority}]` : authority;
  if (!/^[\p{L}\p{M}\p{N}.:_[\]-]+$/u.test(text)) return undefined;
  const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
  const name = url?.hostname.replace(/\.$/, '');
  return name && !name.startsWith('.') && !name.includes('..') ? name : undefined;
}

/** A name or a whole address: URLs read `3000` and `10.5` as IPv4 addresses too, and whoever wrote these meant something else. */
function isName(text: string): boolean {
  const name = hostnameOf(text);
  return name !== undefined && (isIP(name) !== 4 || isIP(text.replace(/:\d*$/, '')) === 4);
}

/** A value as it can stand in a sentence: quoted where it is odd, and not longer than a line. */
export function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return /^[\x21-\x7e]+$/.test(short) ? short : JSON.stringify(short);
}
