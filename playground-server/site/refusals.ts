/** The few pages that the server writes itself, where no page of the site can stand: short, in both languages. */

/** For a Host that isn't ours. `host` is what the client sent, shown only after escaping. */
export function unknownHostPage(host: string | undefined): string {
  const name = escape((host ?? '').replace(/:\d+$/, '').slice(0, 100)) || '?';
  return page(
    'ไม่รู้จักชื่อนี้ · Unknown host',
    `<h1>ยังไม่รู้จักชื่อ <code>${name}</code></h1>
<p>เพื่อไม่ให้ใครเอาชื่อแปลกปลอมมาชี้ที่ห้องเรียนนี้ สายตรงตอบเฉพาะชื่อที่รู้จัก ถ้าชื่อนี้เป็นของคุณจริง ให้คนที่ดูแลเครื่องเปิดใหม่ด้วย</p>
<pre>ALLOWED_HOSTS=${name} npm start</pre>
<h1 lang="en">The name <code>${name}</code> is not known here</h1>
<p lang="en">So that no foreign name can be pointed at this class, Saitrong answers only names it knows. If this one is yours, have the server started again with the line above.</p>`,
  );
}

/** For 404s where the build has no page of its own for them. */
export function plainNotFoundPage(): string {
  return page(
    'ไม่พบหน้านี้ · Not found',
    `<h1>ไม่มีหน้านี้</h1><p><a href="/">กลับหน้าแรก</a></p><h1 lang="en">There is no such page</h1><p lang="en"><a href="/en/">To the home page</a></p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>body{max-width:36rem;margin:12vh auto;padding:0 1.2rem;font:1.05rem/1.8 system-ui,sans-serif;background:#faf6ee;color:#1d1b18}h1{font-size:1.3rem;margin-top:2rem}code,pre{font-family:ui-monospace,monospace;overflow-wrap:anywhere}pre{padding:.6rem .9rem;background:#fffdf8;border:1px solid #e2d8c6;white-space:pre-wrap}a{color:#14549c}</style>
${body}
</html>`;
}

/** For the pages above: nothing may load or run, only their own style. */
export const REFUSAL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
