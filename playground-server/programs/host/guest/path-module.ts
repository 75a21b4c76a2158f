/** What `require("path")` gives the real socket.io inside the bundle. */
import { path } from './path.ts';
export const { join, resolve, normalize, basename, dirname, extname, sep } = path;
export default path;
