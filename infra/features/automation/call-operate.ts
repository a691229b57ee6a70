import { readFileSync } from 'node:fs';

import { compactPython } from '../../../shared/domain/text/compact-python.ts';

/**
 * The one script of all documents. It runs in Systems Manager's own Python, with the credentials of the document's role. Every document has it
 * up to three times, and a stack takes 1 MB: what is not needed to run it stays in the repository.
 */
export const CALL_OPERATE = compactPython(readFileSync(new URL('call-operate.py', import.meta.url), 'utf8'));

export const CALL_OPERATE_HANDLER = 'call_operate';
export const CALL_OPERATE_RUNTIME = 'python3.11';
