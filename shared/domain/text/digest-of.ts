import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** Names a value by its content: 16 hexadecimal digits, the same for one content whatever the order of its keys. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
