/** Apart from the other words, so that a list of exercises costs little. */
export const title = { th: 'ห้องที่เสียงไม่รั่ว', en: 'Rooms that don’t leak' };
/** The lesson that it stands in. */
export const lesson = 'node/12-02-socket-io';
