/** A line without a network, for the drives of duplex and polling-meter: the test answers, on the test's clock. */
import { vi } from 'vitest';
import type { LiveLine } from '../../../src/line/demo.ts';

export class FakeSocket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  readonly sent: string[] = [];
  open() {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }
  tell(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(data) }));
  }
  sendMarked(data: string) {
    this.sent.push(data);
  }
  close() {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
  }
}

/** `answer` is asked for each fetch; what it returns is the JSON of the answer. */
export function fakeLine(answer: (path: string, init?: RequestInit) => Promise<unknown> | unknown) {
  const stop = new AbortController();
  const socket = new FakeSocket();
  const fetched: { path: string; body: unknown; t: number }[] = [];
  const told: { action: string; data: Record<string, string> | undefined }[] = [];
  const marks: { name: string; data: unknown }[] = [];
  const began = Date.now();
  const line = {
    token: `fake-${Math.random()}`,
    signal: stop.signal,
    now: () => Date.now() - began,
    url: (path: string) => `http://line.test${path}`,
    webSocket: () => socket,
    async fetch(path: string, init?: RequestInit) {
      fetched.push({ path, body: init?.body, t: line.now() });
      const json = await new Promise((resolve, reject) => {
        stop.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        void Promise.resolve(answer(path, init)).then(resolve, reject);
      });
      return new Response(JSON.stringify(json));
    },
    async tell(action: string, data?: Record<string, string>) {
      told.push({ action, data });
    },
    mark: (name: string, data: unknown) => void marks.push({ name, data }),
  };
  return { line: line as unknown as LiveLine, socket, fetched, told, marks, stop };
}

/** Lets everything that is due happen, `ms` of the test's clock long. */
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
