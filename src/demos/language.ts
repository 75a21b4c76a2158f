/** Moved to `src/line/language.ts`, which figures and the playground may import too. */
export { inLanguages, pageLocale } from '../line/language.ts';
