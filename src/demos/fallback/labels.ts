/** What stands on this demo's tickets and beads: the transport that a request asks for, and the packets inside. */
import type { Crossing } from '../../../protocol/trace/crossing.ts';
import { bytes, clip } from '../../figures/format.ts';
import { labelOf, packetsText, type Label } from '../../figures/label.ts';

export function label(crossing: Crossing): Label {
  const { http } = crossing;
  if (!http) return labelOf(crossing);
  if (crossing.kind === 'request') {
    const packets = packetsText(crossing);
    if (http.upgrade) return { main: 'GET websocket', sub: `Upgrade · ${bytes(crossing.length)}` };
    return { main: `${http.method ?? '?'} polling`, sub: packets ? `${clip(packets, 20)} · ${bytes(crossing.length)}` : bytes(crossing.length) };
  }
  const packets = packetsText(crossing) || (http.status === 200 && http.bodyLength === 2 ? 'ok' : '');
  return { main: `${http.status ?? '?'} ${clip(http.reason ?? '', 20)}`.trim(), sub: packets ? `${clip(packets, 22)} · ${bytes(crossing.length)}` : bytes(crossing.length) };
}
