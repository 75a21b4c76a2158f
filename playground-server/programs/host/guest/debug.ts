/** `debug`, silent: what a program logs is its own. */
export function debug() {
  return Object.assign(() => {}, { enabled: false, extend: debug });
}
export default debug;
