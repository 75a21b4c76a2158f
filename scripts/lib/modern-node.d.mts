export const root: string;
export function requireModernNode(): Promise<void>;
export function fail(th: string, en: string): never;
export function stopCleanly(): void;
export function bundledNode(modules?: string): string | undefined;
