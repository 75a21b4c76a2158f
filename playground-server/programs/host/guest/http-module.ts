/** What `require("http")` gives the real socket.io inside the bundle. */
import { http, HttpServer } from './http.ts';
export const createServer = http.createServer;
export { HttpServer as Server };
export default http;
