import type { Chapter } from '../chapter.ts';
import { JOINERS } from '../staff.ts';

interface Told {
  readonly workers: readonly { readonly workerKey: string }[];
}

/** One worker from HR's delivery to the read-back. */
export const proveIt: Chapter = {
  name: 'prove-it',
  title: 'Prove it',
  about: 'Everything that happened to one worker, from what HR sent to what was read back, as a chain of receipts.',
  play: async (stage) => {
    const mara = JOINERS.endedBeforeAccepting;
    await stage.cli('explain', '--connection', stage.connectionOf(mara), '--source-worker-id', mara.id);
    const chain = (await stage.explain(mara))?.chain;
    return {
      says: `the chain of ${chain?.receipts ?? 0} receipts verifies, and every step in it has its outcome`,
      look: async () => {
        const explained = await stage.explain(mara);
        const kinds = explained?.events.map(({ kind, fate }) => `${kind}: ${fate}`) ?? [];
        const deliveries = explained?.events.flatMap(({ delivery }) => delivery ?? []) ?? [];
        const forward = await Promise.all(deliveries.map((delivery) => stage.operate<Told>('explain', { delivery })));
        const receipts = explained?.receipts ?? [];
        return {
          holds: {
            'each event leads back to its delivery, and the delivery to the worker':
              forward.length === 2 && forward.every(({ workers }) => workers[0]?.workerKey === explained?.workerKey),
            'both events of HR are recorded': kinds.includes('joined: recorded') && kinds.includes('left: recorded'),
            'the chain of receipts verifies': explained?.chain.verified === true,
            'every intent has an outcome': receipts.every(({ verdict }) => verdict !== 'intended'),
            'it ends with access that was read back as ended': receipts.some(({ verdict }) => verdict === 'ended'),
          },
          evidence: {
            events: kinds,
            deliveries,
            receipts: explained?.chain.receipts,
            verified: explained?.chain.verified,
          },
        };
      },
    };
  },
};
