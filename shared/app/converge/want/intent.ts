import type { PersonDoubt } from '../../../domain/identity/person-doubt.ts';
import type { EndIntent, Intent, LateGrant, NoRoleIntent } from '../../../domain/plan/intent.ts';
import type { Wanted } from '../../../domain/policy/wanted-access.ts';
import { leastRole } from '../../../domain/provider/traits.ts';
import { RETURNED, type Returning } from '../../../domain/returning/returning-groups.ts';
import type { SponsorDoubt } from '../../../domain/sponsorship/sponsorship.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { isAhead } from '../../../domain/timeline/open-questions.ts';
import { endingOverride } from '../../../domain/worker/override.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Catalogue } from '../catalogue.ts';
import type { TargetSetup } from '../target-setup.ts';
import { isWithoutRole, type PolicyQuestion } from '../wanted-for.ts';
import type { Late } from './late-grant.ts';
import { givenAgain } from './returning.ts';

export interface Question extends PolicyQuestion {
  /** What has to be asked before the access of a worker without a role ends. */
  readonly asks?: NoRoleIntent['asks'];
  /** Whose the worker's address is, where it may be another's. */
  readonly address?: AddressOfAnother;
  /** What HR stated late, where it did. */
  readonly late?: Late;
  /** Set where the sponsor of the worker does not work here any more. */
  readonly sponsorLeft?: SponsorDoubt;
  /** Whether a leaver may go on under another id, and a person has yet to say so. */
  readonly mayGoOn?: boolean;
  /** What others had given to a worker who is back, and a deletion took. */
  readonly returning?: Returning;
}

/** Whether it is to be asked if the two are one person, or the other one is known to be another. */
export type AddressOfAnother = PersonDoubt | { readonly kind: 'another'; readonly holder: string };

/** The names of all groups that wanted access mentions: those to be granted, and those to be kept. */
export function groupNames(wanted: Wanted | undefined): {
  readonly granted: readonly string[];
  readonly kept: readonly string[];
} {
  if (!wanted || isWithoutRole(wanted)) return { granted: [], kept: [] };
  return { granted: wanted.groups.map(({ group }) => group), kept: wanted.undecidedGroups };
}

/** What the planner is to bring about, with groups looked up in the target's catalogue. */
export function intentFor(asking: Question, wanted: Wanted | undefined, catalogue: Catalogue): Intent {
  const { standing, worker, setup, at, asks, address, mayGoOn, late, sponsorLeft, returning } = asking;
  const [question] = standing.questions ?? [];
  if (standing.kind === 'ended')
    return { ...endedBy(worker, standing, { at, mayGoOn }), ...(question && { question }) };
  if (question && !(standing.kind === 'active' && isAhead(question, at)))
    return { kind: 'leave-alone', because: '', question };
  if (address?.kind === 'same-person') return { kind: 'leave-alone', because: '', question: address };
  switch (standing.kind) {
    case 'expected':
      return { kind: 'leave-alone', because: 'Starts later' };
    case 'presumed':
      return {
        kind: 'leave-alone',
        because: 'HR has not announced a start, so nothing is granted and nothing is removed',
      };
    case 'none':
      return { kind: 'leave-alone', because: nothingSaid(worker) };
    case 'active':
      break;
  }
  if (!wanted || isWithoutRole(wanted)) return { kind: 'no-role', ...(asks && { asks }) };
  if (standing.isOnLeave && setup.settings.onLeave === 'disable') return { kind: 'no-role', isOnLeave: true };
  const { groups, undecidedGroups } = wanted;
  const { role, undecidedRole, kept } = standing.isOnLeave ? rolesOnLeave(wanted, setup) : wanted;
  const email = standing.workEmail === undefined ? undefined : normaliseEmail(standing.workEmail);
  const mayNotInvite = whyNotInvite(email, setup);
  return {
    kind: 'grant',
    ...((question ?? sponsorLeft) && { question: question ?? sponsorLeft }),
    ...(email !== undefined && { email }),
    ...(standing.engagements.some(({ isRehire }) => isRehire) && { isReturning: true }),
    ...(mayNotInvite !== undefined && { mayNotInvite }),
    ...(address?.kind === 'another' && { holder: address.holder }),
    ...(late && { late: lateIn(late, catalogue) }),
    ...(role && { role }),
    ...(undecidedRole && { undecidedRole }),
    groups: [
      ...groups.flatMap(({ group, rules, isGivenBack }) =>
        idsOf(catalogue, [group]).map((id) => ({ id, rule: rules.join(', '), ...(isGivenBack && { isGivenBack }) })),
      ),
      ...(returning?.given ?? []).map((id) => ({ id, rule: RETURNED, isReturned: true })),
    ],
    ...(returning && { returning }),
    undecidedGroupIds: [
      ...idsOf(catalogue, undecidedGroups),
      ...unnamedGroupIds(asking, wanted, catalogue),
      ...givenAgain(asking, catalogue),
    ],
    ...(kept && {
      kept: { groupIds: idsOf(catalogue, kept.groups), ...(kept.most !== undefined && { most: kept.most }) },
    }),
    missingGroups: groups.map(({ group }) => group).filter((group) => catalogue.idOf(group) === undefined),
  };
}

const lateIn = ({ wanted, about, because }: Late, catalogue: Catalogue): LateGrant => ({
  ...(wanted?.role && { role: wanted.role }),
  groupIds: idsOf(catalogue, wanted?.groups.map(({ group }) => group) ?? []),
  asks: { kind: 'late-grant', because, about },
});

/** Where a leave reduces access, the least role takes the place of the one that the rules give; groups stay. */
function rolesOnLeave(
  wanted: Wanted,
  { settings: { onLeave }, target: { traits } }: TargetSetup,
): Pick<Wanted, 'role' | 'undecidedRole' | 'kept'> {
  if (onLeave !== 'reduce') return wanted;
  const reduced = { name: leastRole(traits), rule: 'on leave' };
  return wanted.role ? { role: reduced } : { undecidedRole: reduced };
}

/**
 * The groups we put this worker in that bear no name of the configuration any more, while one that policy names cannot be found: it may
 * have been renamed, so the worker stays in it.
 */
function unnamedGroupIds({ worker, setup }: Question, wanted: Wanted, catalogue: Catalogue): readonly string[] {
  const { granted, kept } = groupNames(wanted);
  if ([...granted, ...kept].every((name) => catalogue.idOf(name) !== undefined)) return [];
  const named = idsOf(catalogue, Object.keys(setup.settings.groups));
  const owned = worker.targets[setup.target.name]?.accounts.flatMap(({ ownedGroups }) => ownedGroups) ?? [];
  return owned.filter((id) => !named.includes(id));
}

const idsOf = (catalogue: Catalogue, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => catalogue.idOf(name) ?? []);

function nothingSaid({ links = [] }: Worker): string {
  const gone = links.findLast(({ kind }) => kind === 'gone');
  return gone?.other === undefined
    ? 'HR has said nothing that gives or ends access'
    : `What HR says about this worker is recorded under worker ${gone.other}, who is the same person or the one HR meant`;
}

function endedBy(
  { overrides }: Worker,
  { isRescinded, isComingBack }: Standing,
  { at, mayGoOn }: Pick<Question, 'at' | 'mayGoOn'>,
): EndIntent {
  const override = endingOverride(overrides, at);
  if (override) return { kind: 'end', rule: `override ${override.id}`, byOperator: true };
  return {
    kind: 'end',
    rule: isRescinded ? 'rescinded' : 'left',
    ...((isComingBack || mayGoOn) && { isComingBack: true }),
  };
}

function whyNotInvite(
  email: string | undefined,
  { settings: { provisionedBy, allowedEmailDomains } }: TargetSetup,
): string | undefined {
  if (provisionedBy === 'idp')
    return 'The identity provider creates the accounts of this target (provisionedBy), and this worker has none yet';
  const isAllowed = email !== undefined && allowedEmailDomains.includes(email.slice(email.lastIndexOf('@') + 1));
  return isAllowed ? undefined : 'The work e-mail is outside allowedEmailDomains, so no invitation is sent to it';
}
