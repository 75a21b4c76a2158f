/** Apart from the other words, so that a list of exercises costs little. */
export const title = { th: 'เฝ้าประตู Namespace ด้วย token', en: 'Guard a namespace with a token' };
/** The lesson that it stands in. */
export const lesson = 'node/12-02-socket-io';
