import type { RetentionSettings } from '../../../contracts/config/config.ts';
import type { Finding } from '../../../contracts/operate/status/doctor.ts';
import { inDays } from '../in-days.ts';
import { ok } from './finding.ts';

/** How long this installation keeps what names people, so that a data protection officer need not ask for the configuration. */
export function retentionFinding({ quarantineDays, deadLetterDays, leaverPayloadDays }: RetentionSettings): Finding {
  const what = `A delivery that was not understood is kept for ${inDays(quarantineDays)}, and why a message was parked for ${inDays(deadLetterDays)}`;
  return leaverPayloadDays === undefined
    ? ok(what, 'What receipts say of a person is kept until it is erased: retention.leaverPayloadDays is not set')
    : ok(
        what,
        `What receipts say of a person is forgotten ${inDays(leaverPayloadDays)} after the person’s access ended`,
      );
}
