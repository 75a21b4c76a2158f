/** Modules that the real `socket.io` imports and never needs here: its own file serving and compression. */
const none = () => undefined;
export const createReadStream = none;
export const createDeflate = none;
export const createGzip = none;
export const createBrotliCompress = none;
export const pipeline = none;
export const Sender = undefined;
export default none;
