import { done, mapOutcome, type Outcome } from '../../domain/outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Call } from '../../ports/target/call.ts';
import type { Group } from '../../ports/target/group.ts';
import type { TargetSetup } from './target-setup.ts';

/** The groups a target has, by the names policy uses. */
export interface Catalogue {
  idOf(name: string): string | undefined;
}

export interface CatalogueReader {
  /** Reads the groups, or gives what was read lately; looks again when one of `names` was not there. */
  read(setup: TargetSetup, names: readonly string[], call: Call): Promise<Outcome<Catalogue>>;
  /** Every group, as the target shows it now. */
  list(setup: TargetSetup, call: Call): Promise<Outcome<readonly Group[]>>;
  /** Creates what policy names, the target lacks and the configuration lets us create. Nothing else is ever created. */
  createMissing(setup: TargetSetup, names: readonly string[], call: Call): Promise<Outcome<Catalogue>>;
}

const FRESH_MS = 10 * 60_000;
/** A missing group is looked for again this often: an administrator may just have created it. */
const MISSING_FRESH_MS = 60_000;

/** One catalogue a target for the whole process. */
export function catalogueReader(clock: Clock): CatalogueReader {
  const read = new Map<string, { readonly groups: readonly Group[]; readonly readAt: number }>();

  /** Of several groups of one name none is meant: a person must say which. */
  const only = ([group, ...others]: readonly Group[]): Group | undefined => (others.length === 0 ? group : undefined);
  const catalogueOf = (groups: readonly Group[]): Catalogue => ({
    idOf: (name) => {
      const shown = groups.filter(({ alias }) => alias === name);
      return only(shown.length > 0 ? shown : groups.filter((group) => group.name === name))?.id;
    },
  });

  async function list({ target }: TargetSetup, call: Call): Promise<Outcome<readonly Group[]>> {
    const groups = await target.listGroups(call);
    if (groups.kind === 'done') read.set(target.name, { groups: groups.value, readAt: clock.now() });
    return groups;
  }
  const fetchGroups = async (setup: TargetSetup, call: Call): Promise<Outcome<Catalogue>> =>
    mapOutcome(await list(setup, call), catalogueOf);

  return {
    list,
    read: async (setup, names, call) => {
      const last = read.get(setup.target.name);
      if (!last) return fetchGroups(setup, call);
      const catalogue = catalogueOf(last.groups);
      const age = clock.now() - last.readAt;
      const freshMs = names.every((name) => catalogue.idOf(name) !== undefined) ? FRESH_MS : MISSING_FRESH_MS;
      return age < freshMs ? done(catalogue) : fetchGroups(setup, call);
    },
    createMissing: async (setup, names, call) => {
      for (const alias of names) {
        const description = setup.settings.groups[alias]?.description;
        const group = await setup.target.createGroup(
          { alias, ...(description !== undefined && { description }) },
          call,
        );
        if (group.kind !== 'done') return group;
      }
      return fetchGroups(setup, call);
    },
  };
}
