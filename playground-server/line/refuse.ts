/** What the line listener says to requests that are not for it: short, in both languages, and what to do. */
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const REFUSALS = {
  host: { status: 403, th: 'ชื่อนี้ยังไม่ได้รับอนุญาต ครูเพิ่มได้ด้วย ALLOWED_HOSTS', en: 'This server does not answer to that name. Whoever runs it can allow it with ALLOWED_HOSTS.' },
  origin: { status: 403, th: 'หน้าเว็บนี้มาจากที่อื่น จึงใช้สายของที่นี่ไม่ได้', en: 'A page of another site cannot use lines here.' },
  token: { status: 403, th: 'สายนี้ไม่มีหรือวางไปแล้ว กลับไปที่บทเรียนแล้วโทรใหม่', en: 'There is no such line, or it was hung up. Go back to the lesson and dial again.' },
  'upgrade-only': { status: 426, th: 'ที่นี่คุยด้วย WebSocket เท่านั้น', en: 'Only a WebSocket is answered here.' },
  path: { status: 404, th: 'ไม่มีอะไรอยู่ที่นี่ บทเรียนอยู่อีกพอร์ตหนึ่ง', en: 'Nothing lives here. The lessons are on the other port.' },
  address: { status: 400, th: 'อ่านที่อยู่นี้ไม่ออก', en: 'That address could not be read.' },
  internal: { status: 500, th: 'Server สะดุด ลองใหม่อีกครั้ง', en: 'The server stumbled. Try again.' },
} as const;
export type Refusal = keyof typeof REFUSALS;

export function refuse(response: ServerResponse, why: Refusal): void {
  const { status, th, en } = REFUSALS[why];
  const extra = status === 426 ? { Upgrade: 'websocket', Connection: 'Upgrade' } : {};
  if (response.headersSent) return void response.end();
  const body = Buffer.from(`${th}\n${en}\n`);
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': body.length, 'Cache-Control': 'no-store', ...extra });
  response.end(body);
}

/** How long (ms) a client may take to close after its upgrade was refused. */
const LINGER_MS = 1_000;

/** The same as a whole HTTP/1.1 response on a socket that asked to upgrade; the connection ends with it. */
export function refuseUpgrade(socket: Duplex, why: Refusal): void {
  const { status, th, en } = REFUSALS[why];
  const body = `${th}\n${en}\n`;
  socket.on('error', () => {});
  // Nobody else looks after a socket that left HTTP: what still comes is read and left, and it does not stay open.
  socket.resume();
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(linger));
  socket.end(
    [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'Content-Type: text/plain; charset=utf-8', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body].join('\r\n'),
  );
}
