import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { RetryableError } from '../../shared/domain/failure.ts';
import type { Retryable, Wait } from '../../shared/domain/outcome.ts';
import type { Target } from '../../shared/ports/target/target.ts';
import type { Between } from '../support/company.ts';

/** What may go wrong with one outgoing call. `applied and silent`: done, and a target answers as if it had been away. */
export const MISHAPS = [
  'refused before',
  'timed out',
  'lost answer',
  'applied and silent',
  'killed before',
  'killed after',
] as const;
export type Mishap = (typeof MISHAPS)[number];

export interface Interference extends Between {
  /** The calls made so far, by name. */
  readonly calls: string[];
  /** Each way in which one of the calls made so far can go wrong, without those that are the same for everybody who could tell. */
  cases(mishaps: readonly Mishap[]): readonly Case[];
  /** As `cases`, without the calls to the ledger that changed nothing: there, nothing was done that could be forgotten. */
  casesOfChanges(mishaps: readonly Mishap[]): readonly Case[];
}

/** One call that goes wrong: its number from 1, its name, and how. */
export interface Case {
  readonly call: number;
  readonly name: string;
  readonly mishap: Mishap;
}

/** A store and a bus say only that a call failed, so what differs is whether it was done before. */
const STORE_SAYS: Readonly<Record<Mishap, Mishap>> = {
  'refused before': 'refused before',
  'timed out': 'refused before',
  'lost answer': 'lost answer',
  'applied and silent': 'lost answer',
  'killed before': 'killed before',
  'killed after': 'killed after',
};
/** Where a call changed nothing, it does not matter either whether it was done. */
const UNCHANGED: Readonly<Record<Mishap, Mishap>> = {
  ...STORE_SAYS,
  'lost answer': 'refused before',
  'applied and silent': 'refused before',
  'killed after': 'killed before',
};

/**
 * Counts every call that leaves the pipeline (ledger, bus, targets), and lets one of them go wrong. A call added to the
 * pipeline is in here by itself. `before` runs ahead of each call, for injecting what others do meanwhile.
 */
export function interference(
  at?: { readonly call: number; readonly mishap: Mishap },
  before: (call: number) => Promise<void> = async () => {},
): Interference {
  const calls: string[] = [];
  /** Of each call, whether it may have changed something. */
  const changed: boolean[] = [];
  let killed = false;
  let changes: (() => number) | undefined;

  async function through<T>(name: string, run: () => Promise<T>, fails: (mishap: Mishap) => T): Promise<T> {
    if (killed) throw new RetryableError('killed');
    const number = calls.push(name);
    await before(number);
    const earlier = changes?.();
    const counted = async () => {
      const answer = await run();
      changed[number - 1] = earlier === undefined || changes?.() !== earlier;
      return answer;
    };
    if (at?.call !== number) return counted();
    switch (at.mishap) {
      case 'refused before':
      case 'timed out':
        return fails(at.mishap);
      case 'lost answer':
      case 'applied and silent':
        await run();
        return fails(at.mishap);
      case 'killed before':
        killed = true;
        throw new RetryableError('killed');
      case 'killed after':
        await run();
        killed = true;
        throw new RetryableError('killed');
    }
  }

  function proxied<T extends object>(object: T, prefix: string, fails: (call: FailedCall) => unknown): T {
    return new Proxy(object, {
      get: (owner, property, receiver) => {
        const member: unknown = Reflect.get(owner, property, receiver);
        // what is stated and not asked
        if (property === 'traits') return member;
        if (typeof member === 'object' && member !== null)
          return proxied(member, `${prefix}.${String(property)}`, fails);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) =>
          through(
            `${prefix}.${String(property)}`,
            async () => Reflect.apply(member, owner, args) as unknown,
            (mishap) => fails({ method: String(property), args, mishap }),
          );
      },
    });
  }

  const storeFails = () => {
    throw new RetryableError('the store did not answer');
  };

  const isUnchanged = (call: number) => calls[call - 1]?.startsWith('ledger.') && changed[call - 1] === false;

  /** What this mishap at this call amounts to. */
  function amountsTo(mishap: Mishap, call: number): Mishap {
    if (calls[call - 1]?.startsWith('target.')) return mishap;
    return (isUnchanged(call) ? UNCHANGED : STORE_SAYS)[mishap];
  }

  const cases = (mishaps: readonly Mishap[]): readonly Case[] =>
    calls.flatMap((name, index) => {
      const call = index + 1;
      const distinct = new Set(mishaps.map((mishap) => amountsTo(mishap, call)));
      return [...distinct].map((mishap) => ({ call, name, mishap }));
    });

  return {
    calls,
    cases,
    casesOfChanges: (mishaps) => cases(mishaps).filter(({ call }) => !isUnchanged(call)),
    begin: () => {
      killed = false;
    },
    isKilled: () => killed,
    wrap: (deps: ProvisionDeps, changesOf?: () => number): ProvisionDeps => {
      changes = changesOf;
      return {
        ...deps,
        ledger: proxied(deps.ledger, 'ledger', storeFails),
        bus: proxied(deps.bus, 'bus', storeFails),
        targets: deps.targets.map(({ target, settings }) => ({
          target: proxied(target, 'target', targetFails),
          settings,
        })),
      };
    },
  };
}

export interface FailedCall {
  readonly method: string;
  readonly args: readonly unknown[];
  readonly mishap: Mishap;
}

/** A target never throws: it says that it did nothing, or that it does not know. */
export function targetFails({ method, args, mishap }: FailedCall): unknown {
  const outcomes: Partial<Record<Mishap, Wait | Retryable>> = {
    'refused before': { kind: 'wait', cause: 'rate-limited', because: 'the target allows no requests' },
    'timed out': { kind: 'wait', cause: 'down', because: 'the target did not answer' },
    'applied and silent': { kind: 'wait', cause: 'down', because: 'the target did not answer' },
  };
  const failed = outcomes[mishap] ?? { kind: 'retryable', because: 'the answer was lost' };
  if (method !== 'invite') return failed;
  const [invitations] = args as Parameters<Target['invite']>;
  return new Map(invitations.map(({ email }) => [email, failed]));
}
