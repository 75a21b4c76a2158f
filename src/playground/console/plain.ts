/** A shown value as text on one line. */
import type { Shown } from '../../../protocol/programs.ts';

/** `top`: a string stands as it is, as `console.log` writes it; inside others it is quoted. */
export function plainText(value: Shown, top = false): string {
  switch (value.k) {
    case 'string':
      return (top ? value.v : JSON.stringify(value.v)) + (value.cut ? '…' : '');
    case 'bigint':
      return `${value.v.replace(/n$/, '')}n`;
    case 'number':
    case 'boolean':
    case 'symbol':
    case 'date':
    case 'regexp':
      return value.v;
    case 'function':
      return `ƒ ${value.v}`;
    case 'null':
    case 'undefined':
      return value.k;
    case 'cycle':
      return '[Circular]';
    default:
      return compound(value);
  }
}

type Compound = Extract<Shown, { k: 'array' | 'object' | 'map' | 'set' | 'bytes' | 'error' | 'promise' | 'class' }>;

function compound(value: Compound): string {
  const entries = value.entries ?? [];
  const rest = value.more ? [`… ${value.more}`] : [];
  const name = value.name && value.name !== 'Object' && value.name !== 'Array' ? `${value.name} ` : '';
  if (value.k === 'error') return value.v || value.name || 'Error';
  if (value.k === 'promise') return 'Promise';
  if (value.k === 'bytes') return `${name || 'bytes '}<${value.v ?? ''}${value.more ? ` … ${value.more}` : ''}>`;
  if (value.k === 'array' || value.k === 'set') return `${name}${value.k === 'set' ? '{' : '['}${[...entries.map(([, one]) => plainText(one)), ...rest].join(', ')}${value.k === 'set' ? '}' : ']'}`;
  if (entries.length === 0 && rest.length === 0) return value.v ?? `${name}{}`;
  const arrow = value.k === 'map' ? ' => ' : ': ';
  return `${name}{ ${[...entries.map(([key, one]) => `${plainText(key, value.k !== 'map')}${arrow}${plainText(one)}`), ...rest].join(', ')} }`;
}
