/** What a person sees at a program's address when there is no program: what happened, in both languages, and what to do. */
import type { ServerResponse } from 'node:http';
import { thaiFace } from '../thai-letters.ts';

const WORDS = {
  gone: {
    status: 404,
    th: ['โปรแกรมนี้หยุดแล้ว', 'เจ้าของปิดหน้าไปแล้ว หรือโปรแกรมไม่มีใครใช้มาสักพัก ขอลิงก์ใหม่จากเจ้าของได้เลย'],
    en: ['This program has stopped', 'Its owner closed the page, or nobody used it for a while. Ask its owner for a new link.'],
  },
} as const;

export function stoppedPage(response: ServerResponse, which: keyof typeof WORDS): void {
  const { status, th, en } = WORDS[which];
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; font-src data:", 'Cache-Control': 'no-store' });
  response.end(`<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${th[0]} · ${en[0]}</title>
<style>${thaiFace()}:root{color-scheme:light dark}body{max-width:34rem;margin:18vh auto 0;padding:0 1.5rem;font:1.1rem/1.8 system-ui,Thai,sans-serif;background:light-dark(#faf6ee,#12161c);color:light-dark(#1d1b18,#efe8da)}h1{font-size:1.6rem;line-height:1.4;margin:0 0 .5rem}hr{border:0;border-top:1px solid light-dark(#e2d8c6,#2b323d);margin:2rem 0}</style>
<h1>${th[0]}</h1><p>${th[1]}<hr><div lang="en"><h1>${en[0]}</h1><p>${en[1]}</div></html>`);
}
