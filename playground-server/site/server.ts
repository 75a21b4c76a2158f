/** The site's `http.Server`: how long it waits for whom, and what may become a WebSocket on it. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { CONTROL_PATH } from '../../protocol/channel.ts';

/** How long (ms) a request's head, and the whole of it, may take to arrive; how often that is looked at. */
const HEAD_MS = 20_000;
const REQUEST_MS = 60_000;
const LOOK_EVERY_MS = 5_000;
/** TCP connections at a time; a browser holds six, and the channel. */
const CONNECTIONS = 10_000;

export function createSiteServer(handler: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: HEAD_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      // Only the control channel upgrades. Elsewhere the wish is passed over (RFC 9110 §7.8) and the page is sent: clients
      // that would rather have HTTP/2 ask for `h2c` with every first request.
      shouldUpgradeCallback: ({ url, headers }) => headers.upgrade?.toLowerCase() === 'websocket' && url?.startsWith(CONTROL_PATH) === true,
    },
    handler,
  );
  server.maxConnections = CONNECTIONS;
  return server;
}

/** Stops listening, lets answers under way finish for a second, then closes what is left. */
export async function closeSiteServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 1000);
  await closed;
  clearTimeout(timer);
}
