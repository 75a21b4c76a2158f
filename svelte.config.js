/** The class that scopes a component's styles stands at nearly every element, in pages as in scripts: a short name for it. */
export default {
  compilerOptions: { cssHash: (/** @type {{ hash: (text: string) => string, css: string }} */ { hash, css }) => `s${hash(css).slice(0, 4)}` },
};
