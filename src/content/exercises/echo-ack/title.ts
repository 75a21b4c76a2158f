/** Apart from the other words, so that a list of exercises costs little. */
export const title = { th: 'ตอบด้วย ack', en: 'Answer with an ack' };
/** The lesson that it stands in. */
export const lesson = 'node/12-02-socket-io';
