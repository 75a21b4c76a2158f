/// <reference types="astro/client" />

/** The keys of our own interface words, for `Astro.locals.t`. */
declare namespace StarlightApp {
  type SaitrongWords = typeof import('./content/i18n/en.json');
  // An interface, because Starlight merges into it.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface I18n extends SaitrongWords {}
}
