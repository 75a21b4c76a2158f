/** Opening a listener, with the failures that a person can mend said as such. */
import type { Server } from 'node:http';
import { ConfigError, type Config } from './config.ts';

/**
 * Resolves when `server` listens on `port`.
 * @throws {ConfigError} for a port in use, a port that needs rights, a HOST that isn't this machine's.
 */
export function listen(server: Server, variable: 'PORT' | 'LINE_PORT', port: number, host: Config['host']): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(explain(error, variable, port, host));
    server.once('error', onError);
    server.listen({ port, host }, () => {
      server.off('error', onError);
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, variable: string, port: number, host: string | undefined): Error {
  const other = port === 4000 ? 5000 : 4000;
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError(
        variable,
        `พอร์ต ${port} (${variable}) มีโปรแกรมอื่นใช้อยู่ ปิดโปรแกรมนั้น หรือใช้พอร์ตอื่น เช่น ${variable}=${other} npm start`,
        `Port ${port} (${variable}) is in use by another program: stop that one, or choose another, for example ${variable}=${other} npm start.`,
      );
    case 'EACCES':
      return new ConfigError(
        variable,
        `ระบบไม่ให้ใช้พอร์ต ${port} (${variable}) พอร์ตต่ำกว่า 1024 มักสงวนไว้ ใช้พอร์ตอื่น เช่น ${variable}=${other} npm start`,
        `The system does not let this user open port ${port} (${variable}): ports below 1024 are usually reserved, so choose another, for example ${variable}=${other} npm start.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConfigError(
        'HOST',
        `HOST=${host} ไม่ใช่ที่อยู่ของเครื่องนี้ ลบ HOST ออกเพื่อเปิดทุกที่อยู่ หรือใช้ HOST=127.0.0.1`,
        `HOST=${host} is not an address of this machine: leave HOST out to listen on all of them, or use HOST=127.0.0.1.`,
      );
    default:
      return error;
  }
}
