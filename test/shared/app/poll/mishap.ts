import type { PollDeps } from '../../../../shared/app/poll/deps.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import type { NotDone } from '../../../../shared/domain/outcome.ts';

/** What may go wrong with one call that leaves the poll. */
export const MISHAPS = ['refused', 'lost answer', 'killed before', 'killed after'] as const;
export type Mishap = (typeof MISHAPS)[number];

export interface Mishaps {
  /** The calls made so far, by name. */
  readonly calls: string[];
  readonly wrap: (deps: PollDeps) => PollDeps;
}

/** Counts every call to ledger, bus, queue and target, and lets one of them go wrong. Nothing follows a kill. */
export function mishapAt(at?: { readonly call: number; readonly mishap: Mishap }): Mishaps {
  const calls: string[] = [];
  let isKilled = false;
  const kill = (): never => {
    isKilled = true;
    throw new RetryableError('killed');
  };

  async function through(name: string, run: () => Promise<unknown>, fail: () => unknown): Promise<unknown> {
    if (isKilled) throw new RetryableError('killed');
    if (at?.call !== calls.push(name)) return run();
    switch (at.mishap) {
      case 'refused':
        return fail();
      case 'lost answer':
        await run();
        return fail();
      case 'killed before':
        return kill();
      case 'killed after':
        await run();
        return kill();
    }
  }

  const proxied = <T extends object>(object: T, prefix: string, fail: () => unknown): T =>
    new Proxy(object, {
      get: (owner, property, receiver) => {
        const member: unknown = Reflect.get(owner, property, receiver);
        const name = `${prefix}.${String(property)}`;
        // what is stated and not asked
        if (property === 'traits') return member;
        if (typeof member === 'object' && member !== null) return proxied(member, name, fail);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => through(name, async () => Reflect.apply(member, owner, args) as unknown, fail);
      },
    });

  const storeFails = () => {
    throw new RetryableError('no answer');
  };
  const silent: NotDone = { kind: 'retryable', because: 'no answer' };
  return {
    calls,
    wrap: (deps) => ({
      ...deps,
      ledger: proxied(deps.ledger, 'ledger', storeFails),
      bus: proxied(deps.bus, 'bus', storeFails),
      queue: proxied(deps.queue, 'queue', storeFails),
      targets: deps.targets.map(({ target, settings }) => ({
        settings,
        target: proxied(target, 'target', () => silent),
      })),
    }),
  };
}
