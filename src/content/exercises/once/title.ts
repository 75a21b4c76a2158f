/** Apart from the other words, so that a list of exercises costs little. */
export const title = { th: 'ทำครั้งเดียว ถึงสายจะขาด', en: 'Once, even when the line breaks' };
/** The lesson that it stands in. */
export const lesson = 'node/12-02-socket-io';
