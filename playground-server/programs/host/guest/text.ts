/** A shown value as one line of text, much as Node's inspect writes it. */
import type { Shown } from '../../../../protocol/programs.ts';

const more = (count: number | undefined, parts: string[]) => (count ? [...parts, `... ${count} more`] : parts);

export function text(shown: Shown, nested = false): string {
  switch (shown.k) {
    case 'string':
      return nested ? `'${shown.v}'` : shown.v;
    case 'null':
    case 'undefined':
      return shown.k;
    case 'cycle':
      return '[Circular]';
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'symbol':
    case 'date':
    case 'regexp':
      return shown.v;
    case 'function':
      return shown.v.startsWith('class') ? `[${shown.v}]` : `[Function: ${shown.v || '(anonymous)'}]`;
    case 'error':
      return shown.v ?? shown.name ?? 'Error';
    case 'bytes':
      return `<${shown.name ?? 'Buffer'} ${shown.v ?? ''}>`;
    case 'promise':
      return 'Promise {}';
    case 'array':
      return shown.entries ? `[ ${more(shown.more, shown.entries.map(([, value]) => text(value, true))).join(', ')} ]`.replace('[  ]', '[]') : '[Array]';
    case 'map':
      return `Map { ${more(shown.more, (shown.entries ?? []).map(([key, value]) => `${text(key, true)} => ${text(value, true)}`)).join(', ')} }`;
    case 'set':
      return `Set { ${more(shown.more, (shown.entries ?? []).map(([, value]) => text(value, true))).join(', ')} }`;
    case 'object':
    case 'class': {
      if (!shown.entries) return shown.v ?? '[Object]';
      const body = more(shown.more, shown.entries.map(([key, value]) => `${text(key)}: ${text(value, true)}`));
      return `${shown.k === 'class' && shown.name ? `${shown.name} ` : ''}${body.length ? `{ ${body.join(', ')} }` : '{}'}`;
    }
  }
}
