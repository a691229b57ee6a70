import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { FORESTALLED, untilWritten } from '../../../domain/until-written.ts';
import type { Links } from '../../../ports/ledger/people/links.ts';
import { firstHolder } from '../item/first-holder.ts';
import { decode, encode, type Fields, type ItemKind, versionOf } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

interface Later {
  /** The one stated last at the end. */
  readonly workerKeys: readonly string[];
}

/** Workers for whom HR stated an e-mail that another one holds. */
const LATER: ItemKind<Later> = {
  name: 'later e-mail',
  schema: 1,
  shape: z.object({ workerKeys: z.array(z.string()) } satisfies Fields<Later>),
};

const LATER_KEPT = 5;
const ATTEMPTS = 20;

export function ledgerLinks({ items }: LedgerParts): Links {
  const links = firstHolder(items, 'link');
  const emails = firstHolder(items, 'e-mail');

  const linkKey = (sourceKey: string) => ({ pk: keyText('link', sourceKey), sk: 'link' });
  /** An address is never in a key in plain text: keys are logged and appear in messages. */
  const emailKey = (email: string) => {
    const digest = createHash('sha256').update(normaliseEmail(email)).digest('hex');
    return { pk: keyText('email', digest), sk: 'email' };
  };

  const laterKey = (email: string) => ({ ...emailKey(email), sk: 'later' });
  const later = async (email: string) => {
    const item = await items.get(laterKey(email));
    return { version: versionOf(LATER.name, item), workerKeys: item ? decode(LATER, item).workerKeys : [] };
  };

  return {
    workerOf: (sourceKey) => links.holderOf(linkKey(sourceKey)),
    link: (sourceKey, workerKey) => links.take(linkKey(sourceKey), workerKey),
    relink: (sourceKey, workerKey) => links.give(linkKey(sourceKey), workerKey),
    unlink: (sourceKey, workerKey) => links.release(linkKey(sourceKey), workerKey),
    claimEmail: (email, workerKey) => emails.take(emailKey(email), workerKey),
    workerByEmail: (email) => emails.holderOf(emailKey(email)),
    stateEmail: async (email, workerKey) => {
      if ((await emails.take(emailKey(email), workerKey)) === workerKey) return;
      await untilWritten('The workers of an e-mail', ATTEMPTS, async () => {
        const { version, workerKeys } = await later(email);
        if (workerKeys.at(-1) === workerKey) return undefined;
        const all = [...workerKeys.filter((key) => key !== workerKey), workerKey].slice(-LATER_KEPT);
        const item = encode(LATER, { ...laterKey(email), version: version + 1, body: { workerKeys: all } });
        return (await items.put(item, version === 0 ? 'absent' : { version })) === 'put' ? undefined : FORESTALLED;
      });
    },
    workersByEmail: async (email) => {
      const [holder, { workerKeys }] = await Promise.all([emails.holderOf(emailKey(email)), later(email)]);
      return holder === undefined ? workerKeys : [holder, ...workerKeys];
    },
    forgetEmail: async (email, workerKey) => {
      await emails.release(emailKey(email), workerKey);
      await untilWritten('The workers of an e-mail', ATTEMPTS, async () => {
        const { version, workerKeys } = await later(email);
        if (!workerKeys.includes(workerKey)) return undefined;
        const all = workerKeys.filter((key) => key !== workerKey);
        const item = encode(LATER, { ...laterKey(email), version: version + 1, body: { workerKeys: all } });
        const answer = all.length === 0 ? await items.delete(item, { version }) : await items.put(item, { version });
        return answer === 'refused' ? FORESTALLED : undefined;
      });
    },
  };
}
