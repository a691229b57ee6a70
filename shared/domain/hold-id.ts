import { createHash } from 'node:crypto';

/** Names a hold by what it holds, so that the same plan held twice is one hold. */
export const holdId = (workerKey: string, target: string, kind: string, planDigest: string): string =>
  `hold_${createHash('sha256')
    .update(JSON.stringify([workerKey, target, kind, planDigest]))
    .digest('hex')
    .slice(0, 20)}`;
