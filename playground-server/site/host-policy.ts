/**
 * Which names this server answers to. A page that another host serves can point its own name at a class's address
 * (DNS rebinding); so pages, control channel and lines answer only names that are known to be ours.
 */
import os from 'node:os';
import { hostnameOf, type Config } from '../config.ts';

export interface HostPolicy {
  /** Is this `Host` header (with or without port) one of ours? A missing one is not. */
  isAllowedHost(host: string | undefined): boolean;
  /**
   * May a page of this `Origin` use the control channel and the lines? A request without the header is no
   * cross-origin request of a browser's (Fetch standard, "append a request `Origin` header"), so it passes.
   */
  isAllowedOrigin(origin: string | undefined): boolean;
}

/** What the policy asks of the machine; tests put their own in its place. */
export interface Machine {
  hostname(): string;
  addresses(): string[];
  /** Milliseconds on any clock that doesn't run backwards. */
  now(): number;
}

/** How long the list of this machine's addresses is believed, ms: a laptop changes its Wi-Fi during a lesson. */
export const ADDRESSES_FRESH_MS = 2000;

export const thisMachine: Machine = {
  hostname: () => os.hostname(),
  addresses: () =>
    Object.values(os.networkInterfaces())
      .flat()
      .flatMap((entry) => (entry ? [entry.address] : [])),
  now: () => performance.now(),
};

/** Makes the policy from the configuration; `machine` is this machine unless a test says otherwise. */
export function createHostPolicy(
  config: Pick<Config, 'host' | 'publicUrl' | 'lineUrl' | 'allowedHosts'>,
  machine: Machine = thisMachine,
): HostPolicy {
  const named = new Set(['localhost', ...config.allowedHosts]);
  for (const origin of [config.publicUrl, config.lineUrl]) if (origin) named.add(new URL(origin).hostname);
  for (const name of ownNames(machine.hostname())) named.add(name);
  // Whoever set HOST to a name means that name; a wildcard address is nobody's name.
  const host = config.host && hostnameOf(config.host);
  if (host && host !== '0.0.0.0' && host !== '[::]') named.add(host);

  let addresses = new Set<string>();
  let readAt = -Infinity;
  const isOwnAddress = (name: string): boolean => {
    if (machine.now() - readAt >= ADDRESSES_FRESH_MS) {
      addresses = new Set(machine.addresses().flatMap((address) => hostnameOf(address) ?? []));
      readAt = machine.now();
    }
    return addresses.has(name);
  };

  const isAllowedName = (name: string | undefined): boolean =>
    name !== undefined && (named.has(name) || isLoopback(unmapped(name)) || isOwnAddress(unmapped(name)));

  return {
    isAllowedHost: (header) => header !== undefined && isAllowedName(hostnameOf(header)),
    isAllowedOrigin: (header) => {
      if (header === undefined) return true;
      const match = /^https?:\/\/([^/]+)$/i.exec(header);
      return match?.[1] !== undefined && isAllowedName(hostnameOf(match[1]));
    },
  };
}

/** The machine's name as people type it: in full, its first label, and both under mDNS's `.local` (RFC 6762). */
function ownNames(hostname: string): string[] {
  const full = hostnameOf(hostname);
  if (!full || full.startsWith('[')) return [];
  const first = full.split('.')[0] ?? full;
  return [full, first, `${full}.local`, `${first}.local`];
}

/** `::ffff:a.b.c.d` is the IPv4 address in it (RFC 4291 §2.5.5.2): how some clients dial a listener of both families. */
function unmapped(name: string): string {
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(name) ?? [];
  if (high === undefined || low === undefined) return name;
  return [high, low].flatMap((half) => [parseInt(half, 16) >> 8, parseInt(half, 16) & 255]).join('.');
}

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3) and ::1 (RFC 4291 §2.5.3), in canonical form. */
function isLoopback(name: string): boolean {
  return name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}
