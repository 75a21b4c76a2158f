/** The control channel's fixed points, apart from its schemas: a page that dials needs no validator. */

export const CONTROL_VERSION = 1;
export const CONTROL_PATH = '/control/';
/** The query parameter that carries a line's token on the line listener: `…?line=TOKEN`. */
export const TOKEN_PARAM = 'line';
