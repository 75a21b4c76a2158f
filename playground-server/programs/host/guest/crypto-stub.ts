/** `crypto` for Socket.IO's ids: the guest's generator is seeded by the host for every program. */
export const randomBytes = (size: number) => Buffer.from(Array.from({ length: size }, () => Math.floor(Math.random() * 256)));
export const randomUUID = () => (globalThis as unknown as { crypto: { randomUUID(): string } }).crypto.randomUUID();
export default { randomBytes, randomUUID };
