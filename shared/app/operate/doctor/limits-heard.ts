import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { doctorCommand } from '../../../contracts/operate/status/doctor.ts';
import type { SentRequest } from '../../../ports/target/call.ts';
import { ok, warn } from './finding.ts';

type Heard = Pick<OutputOf<typeof doctorCommand>, 'findings' | 'limits' | 'settled'>;

/** What the answers of an examination said of the request limit; the last word of each header counts. */
export function limitsHeard(sent: readonly SentRequest[]): Heard {
  const byHeader = new Map(sent.flatMap(({ limits: said = {} }) => Object.entries(said)));
  const limits = [...byHeader].map(([header, value]) => ({ header, value }));
  const blocked = sent.filter(({ status }) => status === 429);
  const said = limits.map(({ header, value }) => `${header}: ${value}`).join(', ') || 'nothing';
  if (blocked.length === 0)
    return { findings: [ok('No request reached the limit', `The answers said ${said}`)], limits, settled: [] };
  return {
    findings: [
      warn(
        'The request limit of the tenant was reached',
        `${blocked.length} of ${sent.length} requests were answered 429; the answers said ${said}`,
        'Lower requestsPerMinute, or find out which other integrations use this tenant',
      ),
    ],
    limits,
    settled: [{ unknown: 11, seen: `a 429 carries ${said}` }],
  };
}
