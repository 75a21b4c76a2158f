/**
 * The headers that keep a page to itself. The Content-Security-Policy goes with HTML only: on every response it
 * would cost about 1 KB each.
 */
import { hostnameOf, type Config } from '../config.ts';

/** On every response of the site listener. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface PolicyInput {
  /** The request's Host header; it must have passed `isAllowedHost`. */
  host: string;
  config: Pick<Config, 'linePort' | 'lineUrl' | 'publicUrl'>;
  /** `'sha256-…'` sources of every inline script that the build holds. */
  scriptHashes: readonly string[];
}

/** What goes with an HTML page, beside `COMMON_HEADERS`. */
export function pageHeaders(input: PolicyInput): Record<string, string> {
  const headers: Record<string, string> = {
    'Content-Security-Policy': contentSecurityPolicy(input),
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
  // On plain HTTP off localhost Chromium ignores this one and says so in the console, so it goes with HTTPS only.
  if (isSecure(input)) headers['Cross-Origin-Opener-Policy'] = 'same-origin';
  return headers;
}

/**
 * The policy of one page. Inline scripts by hash alone; `'wasm-unsafe-eval'` is Pagefind's; inline styles are
 * Svelte's and Expressive Code's; connections go to this origin and to the line, nowhere else.
 */
export function contentSecurityPolicy(input: PolicyInput): string {
  return [
    `default-src 'none'`,
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...input.scriptHashes].join(' ')}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src ${connectSources(input).join(' ')}`,
    // A program's client runs in a frame of the line listener, which sandboxes it.
    `frame-src ${lineSource(input)}`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
  ].join('; ');
}

function connectSources(input: PolicyInput): string[] {
  const { config, host } = input;
  const secure = isSecure(input);
  // Safari before 15.4 doesn't count a WebSocket to the same origin as 'self', so the origin stands there by name.
  const own = secure ? new URL(config.publicUrl ?? '').origin : new URL(`http://${host}`).origin;
  const line = lineSource(input);
  return ["'self'", policySource(own).replace(/^http/, 'ws'), line, line.replace(/^http/, 'ws')];
}

function lineSource(input: PolicyInput): string {
  const { config, host } = input;
  return policySource(config.lineUrl ?? `${isSecure(input) ? 'https' : 'http'}://${hostnameOf(host)}:${config.linePort}`);
}

/**
 * An origin as a Content-Security-Policy can name it. There is no way to write an IPv6 address (CSP Level 3 §2.3.1, `host-part`), and
 * browsers pass over one that is written: any host on that one port is as near as it goes.
 */
export function policySource(origin: string): string {
  return origin.replace(/\[[^\]]*\]/, '*');
}

/** Did the reader come by the HTTPS address that PUBLIC_URL names? */
function isSecure({ host, config }: PolicyInput): boolean {
  return config.publicUrl?.startsWith('https:') === true && new URL(config.publicUrl).hostname === hostnameOf(host);
}
