import type { CutOver, Finding } from '../../../../contracts/operate/status/doctor.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { TargetProbe } from '../../../../ports/target/target-probe.ts';
import type { TargetSetup } from '../../../converge/target-setup.ts';
import { notThere } from '../channel-findings.ts';
import { unseen, warn } from '../finding.ts';
import { compareSides, type Difference } from './compare.ts';
import { accountFindings, groupsFindings } from './cut-over-findings.ts';
import { checkAbsence, readSide } from './read-side.ts';

/** How many differences an answer names; all of them are counted. */
const MOST_NAMED = 200;

/** Compares both interfaces of a target before, or after, accounts are created and disabled by SCIM. Reads only. */
export async function cutOver(
  { target, settings }: TargetSetup,
  { channel }: TargetProbe,
  call: Call,
): Promise<{ readonly findings: readonly Finding[]; readonly cutOver?: CutOver }> {
  if (!channel)
    return {
      findings: [warn('There is nothing to cut over', 'This provider has no SCIM side', 'Leave --cut-over out')],
    };
  const look = await channel.look(call);
  if (look.kind !== 'done') return { findings: [notThere(look)] };
  const ownRead = await readSide(target, call);
  const scimRead = await readSide(channel, call);
  const { same, differences } = compareSides(ownRead.accounts, scimRead.accounts);
  const idsOf = (kind: Difference['kind'], of: 'accountId' | 'scimId') =>
    differences.flatMap((one) => (one.kind === kind ? (one[of] ?? []) : []));
  const own = await checkAbsence(ownRead, idsOf('only-in-scim', 'scimId'), target, call);
  const scim = await checkAbsence(scimRead, idsOf('not-in-scim', 'accountId'), channel, call);
  // what a list lacks counts only where that list has an end
  const counted = differences.filter(
    ({ kind }) =>
      !(kind === 'not-in-scim' && scim.short !== undefined) && !(kind === 'only-in-scim' && own.short !== undefined),
  );
  const [groups, mapped] = [await target.listGroups(call), await channel.listGroups(call)];
  return {
    findings: [
      ...accountFindings({ own, scim, same, differences: counted }),
      ...(groups.kind !== 'done'
        ? [unseen('Groups could not be read', groups)]
        : mapped.kind === 'done'
          ? groupsFindings(settings, groups.value, mapped.value)
          : [unseen('The groups that SCIM shows could not be read', mapped)]),
    ],
    cutOver: {
      own: { accounts: own.accounts.length, isWhole: own.short === undefined },
      scim: { accounts: scim.accounts.length, isWhole: scim.short === undefined },
      same,
      differing: counted.length,
      differences: counted.slice(0, MOST_NAMED),
    },
  };
}
