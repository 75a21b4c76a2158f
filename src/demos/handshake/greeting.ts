/** Thai in both languages: a greeting whose bytes are more than its characters. */
export const GREETING = 'สวัสดี';
/** The longest greeting, in UTF-16 units. */
export const GREETING_LIMIT = 60;
