/** Apart from the other words, so that a list of exercises costs little. */
export const title = { th: 'รอดจากคนที่ไม่เคย ack', en: 'Survive a client that never acks' };
/** The lesson that it stands in. */
export const lesson = 'node/12-02-socket-io';
