import { readFileSync } from 'node:fs';

/** The one script of all documents. It runs in Systems Manager's own Python, with the credentials of the document's role. */
export const CALL_OPERATE = readFileSync(new URL('call-operate.py', import.meta.url), 'utf8');

export const CALL_OPERATE_HANDLER = 'call_operate';
export const CALL_OPERATE_RUNTIME = 'python3.11';
