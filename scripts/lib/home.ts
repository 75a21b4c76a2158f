/** Keeps the tools that we stand on from calling home: a class has no internet, and nobody asked them to. */

/**
 * Turns off Astro's telemetry and its look for newer versions, here and in the processes started from here. Both are
 * read when they are about to speak, so before `build` and `dev` is early enough.
 */
export function stayHome(): void {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  process.env.ASTRO_DISABLE_UPDATE_CHECK = 'true';
}
