import type { Told } from '../../../contracts/signals/names.ts';
import type { NotDone, Outcome } from '../../../domain/outcome.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { Observe } from '../../../ports/observe.ts';
import { gateNotice } from '../../notice/gate-notice.ts';
import { closeGate } from '../../quota/gate.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ActingDeps } from '../deps.ts';
import type { TargetSetup } from '../target-setup.ts';

/** What a dry run needs of the world. */
export interface DryRunDeps extends Omit<ActingDeps, 'notice'> {
  readonly observe: Observe<Told>;
}

/** What acting needs, without notices but those of gates. */
export const presentDeps = (deps: DryRunDeps, ledger: Ledger): ActingDeps => ({
  ...deps,
  ledger,
  notice: gateNotice(deps.observe),
});

interface Future {
  readonly deps: DryRunDeps;
  readonly setup: TargetSetup;
  /** Epoch ms. */
  readonly at: number;
}

export interface FutureDeps {
  /** The same world with the clock at another instant, in which missing groups have been created where we may. */
  readonly future: ActingDeps;
  /** What the configuration calls a group. */
  readonly groupName: (id: string) => string;
}

export function futureDeps(present: ActingDeps, { deps, setup, at }: Future): FutureDeps {
  const names = new Map<string, string>();
  const known = [...Object.keys(setup.settings.groups), ...setup.settings.idpGroups];
  const told = (catalogue: Catalogue): Catalogue => {
    for (const name of known) {
      const id = catalogue.idOf(name);
      if (id !== undefined) names.set(id, name);
    }
    return catalogue;
  };
  // a target that does not answer is closed by the clock of now, whatever instant is planned for
  const closing = async <Value>(outcome: Outcome<Value>): Promise<Outcome<Value>> => {
    if (outcome.kind !== 'done') await close(outcome);
    return outcome;
  };
  const close = (stopped: NotDone) => closeGate(setup.target.name, stopped, presentDeps(deps, deps.ledger));

  const future: ActingDeps = {
    ...present,
    clock: { ...deps.clock, now: () => at },
    ledger: {
      ...present.ledger,
      gates: { ...present.ledger.gates, read: async () => undefined, close: async ({ closedUntil }) => closedUntil },
    },
    identities: async (_target, call) => closing(await deps.identities(setup.target, call)),
    catalogues: {
      list: async (_setup, call) => closing(await deps.catalogues.list(setup, call)),
      read: async (_setup, wanted, call) => {
        const read = await closing(await deps.catalogues.read(setup, wanted, call));
        return read.kind === 'done' ? { kind: 'done', value: told(read.value) } : read;
      },
      createMissing: async (_setup, created, call) => {
        const read = await closing(await deps.catalogues.read(setup, [], call));
        if (read.kind !== 'done') return read;
        return {
          kind: 'done',
          value: told({
            idOf: (name) => read.value.idOf(name) ?? (created.includes(name) ? `new group ${name}` : undefined),
          }),
        };
      },
    },
  };
  return { future, groupName: (id) => names.get(id) ?? id };
}

/** The same world with its clock at an instant (epoch ms). */
export const atInstant = (deps: ActingDeps, at: number): ActingDeps => ({
  ...deps,
  clock: { ...deps.clock, now: () => at },
});
