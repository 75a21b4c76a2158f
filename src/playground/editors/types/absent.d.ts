/* eslint-disable -- declarations for learners, in the shape of the originals */
/** What Socket.IO's own types speak of and the playground does not have. Never offered: the name can't be typed by chance. */

declare module '#absent' {
  class Absent {
    private readonly absent: true;
  }
  export { Absent as Server, Absent as Http2Server, Absent as Http2SecureServer, Absent as Duplex, Absent as WebSocket };
  export type PerMessageDeflateOptions = object;
  export type ParsedUrlQuery = Record<string, string | string[] | undefined>;
  export type ClientRequestArgs = object;
  const none: any;
  export default none;
}
