/** What a client page has beside the browser's own: `io` from `<script src="/socket.io/socket.io.js">`, and addresses of it. */

declare const io: typeof import('socket.io-client').io;

declare module 'https://cdn.socket.io/*' {
  export * from 'socket.io-client';
  export { default } from 'socket.io-client';
}
declare module '/socket.io/*' {
  export * from 'socket.io-client';
  export { default } from 'socket.io-client';
}
