/** The few pages that the server writes itself, where no page of the site can stand: short, in both languages. */
import { thaiFace } from '../thai-letters.ts';

/** For a Host that isn't ours. `name` is the one that was asked for, canonical; undefined where none could be read. */
export function unknownHostPage(name: string | undefined): string {
  if (name === undefined) {
    return page(
      'ไม่รู้ว่าเรียกชื่อไหน · No host name',
      `<h1>คำขอนี้ไม่บอกว่าเรียกชื่อไหน</h1><p>เปิดด้วยที่อยู่ที่ Server พิมพ์ไว้ตอนเริ่ม</p>
<div lang="en"><h1>This request does not say which name it is for</h1><p>Open one of the addresses that the server printed when it started.</p></div>`,
    );
  }
  const shown = escape(name);
  return page(
    'ไม่รู้จักชื่อนี้ · Unknown host',
    `<h1>ยังไม่รู้จักชื่อ <code>${shown}</code></h1>
<p>เพื่อไม่ให้ใครเอาชื่อแปลกปลอมมาชี้ที่ห้องเรียนนี้ สายตรงตอบเฉพาะชื่อที่รู้จัก ถ้าชื่อนี้เป็นของคุณจริง ให้คนที่ดูแลเครื่องเปิดใหม่ด้วย</p>
<pre>ALLOWED_HOSTS=${shown} npm start</pre>
<p>มีหลายชื่อให้คั่นด้วยจุลภาค หรือจะเปิดด้วยที่อยู่ที่ Server พิมพ์ไว้ตอนเริ่มก็ได้</p>
<div lang="en"><h1>The name <code>${shown}</code> is not known here</h1>
<p>So that no foreign name can be pointed at this class, Saitrong answers only names it knows. If this one is yours, have the server started again with the line above; several names are separated by commas. Or open one of the addresses that it printed when it started.</p></div>`,
  );
}

/** For 404s where the build has no page of its own for them. */
export function plainNotFoundPage(): string {
  return page(
    'ไม่พบหน้านี้ · Not found',
    `<h1>ไม่มีหน้านี้</h1><p><a href="/">กลับหน้าแรก</a></p><div lang="en"><h1>There is no such page</h1><p><a href="/en/">To the home page</a></p></div>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>${thaiFace()}:root{color-scheme:light dark}body{max-width:36rem;margin:12vh auto;padding:0 1.2rem;font:1.05rem/1.8 system-ui,Thai,sans-serif;background:light-dark(#faf6ee,#12161c);color:light-dark(#1d1b18,#efe8da)}h1{font-size:1.3rem;margin-top:2rem}code,pre{font-family:ui-monospace,monospace;overflow-wrap:anywhere}pre{padding:.6rem .9rem;background:light-dark(#fffdf8,#1a2029);border:1px solid light-dark(#e2d8c6,#2b323d);white-space:pre-wrap}a{color:light-dark(#14549c,#8fbdf0)}</style>
${body}
</html>`;
}

/** For the pages above: nothing may load or run, only their own style. */
export const REFUSAL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
