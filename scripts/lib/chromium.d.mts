export const CHROMIUM_ARGS: readonly string[];
export function findChromium(env?: Readonly<Record<string, string | undefined>>): string | undefined;
