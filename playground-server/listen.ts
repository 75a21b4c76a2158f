/** Opening a listener, with the failures that a person can mend said as such. */
import { createServer, type Server } from 'node:net';
import { ConfigError, type Config } from './config.ts';

type Variable = 'PORT' | 'LINE_PORT';

/**
 * Resolves when `server` listens on `port`.
 * @param command what to type again, as it stands in the advice
 * @throws {ConfigError} for a port in use, a port that needs rights, a HOST that isn't this machine's.
 */
export function listen(server: Server, variable: Variable, port: number, host: Config['host'], command = 'npm start'): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(explain(error, { variable, port, host, command }));
    server.once('error', onError);
    server.listen({ port, host }, () => {
      server.off('error', onError);
      resolve();
    });
  });
}

/**
 * Opens both ports and lets them go again: who waits for something first wants to know beforehand.
 * @throws {ConfigError} as `listen` does; PORT comes first, because another copy of this server holds both.
 */
export async function tryPorts({ port, linePort, host }: Pick<Config, 'port' | 'linePort' | 'host'>, command = 'npm start'): Promise<void> {
  for (const [variable, number] of [['PORT', port], ['LINE_PORT', linePort]] as const) {
    const server = createServer();
    await listen(server, variable, number, host, command);
    await new Promise((resolve) => server.close(resolve));
  }
}

interface Attempt {
  variable: Variable;
  port: number;
  host: string | undefined;
  command: string;
}

function explain(error: NodeJS.ErrnoException, { variable, port, host, command }: Attempt): ConfigError {
  const instead = `${variable}=${port === 4000 ? 5000 : 4000} ${command}`;
  if (error.code === 'EADDRINUSE') {
    return new ConfigError(
      variable,
      `พอร์ต ${port} (${variable}) มีโปรแกรมอื่นใช้อยู่ ปิดโปรแกรมนั้น หรือใช้พอร์ตอื่น เช่น ${instead}`,
      `Port ${port} (${variable}) is in use by another program: stop that one, or choose another, for example ${instead}.`,
    );
  }
  if (error.code === 'EACCES') {
    return new ConfigError(
      variable,
      `ระบบไม่ให้ใช้พอร์ต ${port} (${variable}) พอร์ตต่ำกว่า 1024 มักสงวนไว้ ใช้พอร์ตอื่น เช่น ${instead}`,
      `The system does not let this user open port ${port} (${variable}): ports below 1024 are usually reserved, so choose another, for example ${instead}.`,
    );
  }
  // Whatever else goes wrong with an address of one's own choosing is about that address: not ours, not to be resolved,
  // of a family that is switched off, link-local without its zone.
  if (host !== undefined) {
    return new ConfigError(
      'HOST',
      `HOST=${host} ไม่ใช่ที่อยู่ของเครื่องนี้ที่เปิดได้ (${error.code}) ลบ HOST ออกเพื่อเปิดทุกที่อยู่ หรือใช้ HOST=127.0.0.1`,
      `HOST=${host} is not an address of this machine that can be listened on (${error.code}): leave HOST out to listen on all of them, or use HOST=127.0.0.1.`,
    );
  }
  return new ConfigError(
    variable,
    `เปิดพอร์ต ${port} (${variable}) ไม่ได้ ระบบบอกว่า ${error.code} ลองพอร์ตอื่น เช่น ${instead}`,
    `Port ${port} (${variable}) could not be opened, the system says ${error.code}: try another, for example ${instead}.`,
  );
}
