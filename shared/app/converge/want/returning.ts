import type { Outcome } from '../../../domain/outcome.ts';
import type { Wanted } from '../../../domain/policy/wanted-access.ts';
import { keepsAccount } from '../../../domain/provider/traits.ts';
import { lostToDeletion } from '../../../domain/returning/lost-groups.ts';
import { type GroupFacts, type Returning, returningGroups } from '../../../domain/returning/returning-groups.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Catalogue, CatalogueReader } from '../catalogue.ts';
import type { TargetSetup } from '../target-setup.ts';
import { isWithoutRole, namedBy, type PolicyQuestion } from '../wanted-for.ts';

/** A worker with what policy wants for them, and with what is known of their accounts, what was not committed yet included. */
export interface Back {
  readonly question: PolicyQuestion;
  readonly wanted: Wanted | undefined;
  readonly accounts: readonly ManagedAccount[];
}

/** Ids of the groups that others had given to a worker who is to have access again, where a deletion took them. */
function lostBy({ question: { standing, setup }, wanted, accounts }: Back): readonly string[] {
  const isOff = standing.isOnLeave && setup.settings.onLeave === 'disable';
  const isBack = standing.kind === 'active' && wanted !== undefined && !isWithoutRole(wanted) && !isOff;
  return isBack && !keepsAccount(setup.target.traits) ? lostToDeletion(accounts) : [];
}

/** The groups of a target as they are now, read only where one of these workers is back; undefined where none is. */
export async function groupsForReturners(
  setup: TargetSetup,
  workers: readonly Back[],
  { catalogues }: { readonly catalogues: CatalogueReader },
  call: Call,
): Promise<Outcome<readonly GroupFacts[]> | undefined> {
  return workers.some((one) => lostBy(one).length > 0) ? catalogues.list(setup, call) : undefined;
}

/** What becomes of the groups that others had given to a worker; undefined where there are none. */
export function returningFor(
  back: Back,
  { groups, catalogue }: { readonly groups: readonly GroupFacts[]; readonly catalogue: Catalogue },
): Returning | undefined {
  const lost = lostBy(back);
  if (lost.length === 0) return undefined;
  const { question, wanted } = back;
  const { target, settings } = question.setup;
  const idsOf = (names: readonly string[]) => names.flatMap((name) => catalogue.idOf(name) ?? []);
  return returningGroups(lost, {
    groups,
    wanted: idsOf(wanted?.groups.map(({ group }) => group) ?? []),
    named: namedBy(question),
    idpGroupIds: idsOf(settings.idpGroups),
    traits: target.traits,
    maxRole: settings.maxRole,
  });
}

/** Ids of the groups that a worker was put into again, and about which the rules say nothing: they stay. */
export function givenAgain(question: PolicyQuestion, catalogue: Catalogue): readonly string[] {
  const { worker, setup } = question;
  const { accounts = [] } = worker.targets[setup.target.name] ?? {};
  const again = accounts.flatMap(({ returnedGroups = [] }) => returnedGroups);
  if (again.length === 0) return [];
  const decided = namedBy(question).flatMap((name) => catalogue.idOf(name) ?? []);
  return again.filter((id) => !decided.includes(id));
}
