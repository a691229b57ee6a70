import { createHash } from 'node:crypto';

import { normaliseEmail } from '../../domain/email.ts';
import type { Links } from '../../ports/ledger/links.ts';
import { firstHolder } from './first-holder.ts';
import { keyText } from './key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';

export function ledgerLinks({ items }: LedgerParts): Links {
  const links = firstHolder(items, 'link');
  const emails = firstHolder(items, 'e-mail');

  const linkKey = (sourceKey: string) => ({ pk: keyText('link', sourceKey), sk: 'link' });
  /** An address never stands in a key in plain text: keys are logged, and stand in messages. */
  const emailKey = (email: string) => {
    const digest = createHash('sha256').update(normaliseEmail(email)).digest('hex');
    return { pk: keyText('email', digest), sk: 'email' };
  };

  return {
    workerOf: (sourceKey) => links.holderOf(linkKey(sourceKey)),
    link: (sourceKey, workerKey) => links.take(linkKey(sourceKey), workerKey),
    claimEmail: (email, workerKey) => emails.take(emailKey(email), workerKey),
    workerByEmail: (email) => emails.holderOf(emailKey(email)),
  };
}
