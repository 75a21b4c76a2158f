// Stands in for Saitrong's playground on your own machine: hands the client's files to the browser. A page that your
// server answers itself comes first.
// Your server file knows nothing of it: `npm start` loads this first, then your server.
import http from 'node:http';
import * as nodeModule from 'node:module';
import { existsSync, readFileSync } from 'node:fs';

const here = (name) => new URL(name, import.meta.url);
const TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
/** So that `import { io } from "socket.io-client"` works in the browser: your Socket.IO server brings the client along. */
const IMPORTS = '<script type="importmap">{"imports":{"socket.io-client":"/socket.io/socket.io.esm.min.js"}}</script>';
const PAGE = `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Client</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<div id="app"></div>
<script src="/socket.io/socket.io.js"></script>
<script type="module" src="client.js"></script>
</body>
</html>
`;

const isPage = (path) => path === '/' || path === '/index.html';
function withImports(page) {
  const head = /<head(\s[^>]*)?>/i.exec(page);
  const at = head ? head.index + head[0].length : (/^\s*<!doctype[^>]*>/i.exec(page)?.[0].length ?? 0);
  return page.slice(0, at) + IMPORTS + page.slice(at);
}

const OWN = 'x-own-page';
/** The page that your server answers itself at `/`, if it answers one within 2 seconds: it comes first. */
function ownPage(server, request) {
  return new Promise((resolve) => {
    const address = server.address();
    if (!address || typeof address !== 'object') return resolve(undefined);
    const { host, accept, cookie } = request.headers;
    const headers = { host, accept: accept ?? '*/*', ...(cookie ? { cookie } : {}), [OWN]: '1' };
    const asked = http.get({ host: 'localhost', port: address.port, path: '/', headers, agent: false }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', () => resolve(undefined));
      answer.on('end', () => resolve(answer.statusCode === 200 && /^text\/html\b/.test(answer.headers['content-type'] ?? '') ? Buffer.concat(parts).toString() : undefined));
    });
    asked.setTimeout(2000, () => asked.destroy());
    asked.on('error', () => resolve(undefined));
  });
}

/** The file's text and kind as the browser gets it; undefined where the client has no such file. */
function clientFile(path) {
  if (isPage(path)) return { type: 'html', text: withImports(existsSync(here('index.html')) ? readFileSync(here('index.html'), 'utf8') : PAGE) };
  if (path === '/style.css') return { type: 'css', text: existsSync(here('style.css')) ? readFileSync(here('style.css'), 'utf8') : '' };
  if (path !== '/client.js' && path !== '/client.ts') return undefined;
  if (existsSync(here('client.ts'))) return { type: 'js', text: nodeModule.stripTypeScriptTypes(readFileSync(here('client.ts'), 'utf8')) };
  if (existsSync(here('client.js'))) return { type: 'js', text: readFileSync(here('client.js'), 'utf8') };
  return undefined;
}

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (name, request, response) {
  if (name === 'listening') {
    const address = this.address();
    if (address && typeof address === 'object') console.log(`เปิดที่นี่ · Open http://localhost:${address.port}`);
  }
  if (name === 'request' && (request.method === 'GET' || request.method === 'HEAD')) {
    const path = new URL(request.url, 'http://localhost').pathname;
    const file = request.headers[OWN] ? undefined : clientFile(path);
    if (file) {
      const send = (text) => {
        response.writeHead(200, { 'Content-Type': `${TYPES[file.type]}; charset=utf-8`, 'Cache-Control': 'no-store' });
        response.end(request.method === 'HEAD' ? undefined : text);
      };
      if (isPage(path)) ownPage(this, request).then((own) => send(own === undefined ? file.text : withImports(own)));
      else send(file.text);
      return true;
    }
  }
  return emit.apply(this, arguments);
};
