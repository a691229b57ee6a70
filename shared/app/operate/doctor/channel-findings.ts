import type { TargetSettings } from '../../../contracts/config/config.ts';
import type { Finding } from '../../../contracts/operate/status/doctor.ts';
import type { NotDone } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { TargetProbe } from '../../../ports/target/target-probe.ts';
import { ok, unseen, wrong } from './finding.ts';

export interface ChannelExamined {
  readonly findings: readonly Finding[];
  /** Whether it answers and takes its credential. */
  readonly isThere: boolean;
}

const UNASKED: ChannelExamined = { findings: [], isThere: false };

/** The second interface of a target whose accounts are created by it: does it take its token, and what does it support? */
export async function examineChannel(
  { provisionedBy }: Pick<TargetSettings, 'provisionedBy'>,
  { channel }: TargetProbe,
  call: Call,
): Promise<ChannelExamined> {
  if (provisionedBy !== 'scim' || !channel) return UNASKED;
  const look = await channel.look(call);
  if (look.kind !== 'done') return { findings: [notThere(look)], isThere: false };
  const { supports } = look.value;
  const said =
    supports === undefined
      ? 'ServiceProviderConfig could not be read: PATCH is tried first, and PUT where PATCH is refused'
      : `ServiceProviderConfig says: ${supports}`;
  return { findings: [ok('The SCIM side takes its token', said)], isThere: true };
}

/** Why the SCIM side cannot be used, and what to do. */
export function notThere(outcome: NotDone): Finding {
  const { because } = outcome;
  if (outcome.kind === 'wait' && outcome.cause === 'credentials')
    return wrong(
      'The SCIM side does not take its token',
      because,
      'Generate a token of the SCIM connection in the tenant, and put it into the secret of this target as scimToken',
    );
  if (outcome.kind === 'permanent' || outcome.kind === 'refused')
    return wrong(
      'The tenant has no SCIM side, or it is somewhere else',
      because,
      'Switch SCIM on in the tenant, or set provisionedBy to what creates accounts there',
    );
  return unseen('The SCIM side could not be examined', outcome);
}
