import { readFileSync } from 'node:fs';

/** Every document has the script up to three times, and a stack takes 1 MB: comments, blank lines and deep indents stay in the repository. */
const compact = (script: string): string =>
  script
    .split('\n')
    .filter((line) => !/^\s*(#.*)?$/.test(line))
    .map((line) => line.replace(/^(?: {4})+/, (indent) => ' '.repeat(indent.length / 4)))
    .join('\n');

/** The one script of all documents. It runs in Systems Manager's own Python, with the credentials of the document's role. */
export const CALL_OPERATE = compact(readFileSync(new URL('call-operate.py', import.meta.url), 'utf8'));

export const CALL_OPERATE_HANDLER = 'call_operate';
export const CALL_OPERATE_RUNTIME = 'python3.11';
