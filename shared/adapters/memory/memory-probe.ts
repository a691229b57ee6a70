import { done, type Outcome } from '../../domain/outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Call } from '../../ports/target/call.ts';
import type { Credential, Habit, TargetProbe } from '../../ports/target/target-probe.ts';
import { ATLAN_TRAITS } from '../targets/atlan/traits.ts';

export interface MemoryProbeSettings {
  readonly name: string;
  readonly clock: Clock;
  readonly credential?: Credential;
  readonly roles?: readonly string[];
  /** How many accounts are there, and how many of them SCIM made; asked at every look. */
  readonly accounts?: () => { readonly accounts: number; readonly byScim?: number };
  readonly habits?: readonly Habit[];
  /** The one identity provider, with the groups it fills; none when absent. */
  readonly identityProvider?: { readonly alias: string; readonly groups: readonly string[] };
}

const ROLES: readonly string[] = ATLAN_TRAITS.roles.toReversed();

/** The in-memory twin of a probe. */
export function memoryProbe({
  name,
  clock,
  credential = {
    id: `${name}-credential`,
    kind: 'service-account',
    expiry: { kind: 'unknown', because: 'It has none' },
  },
  roles = ROLES,
  accounts = () => ({ accounts: 0 }),
  habits = [],
  identityProvider,
}: MemoryProbeSettings): TargetProbe {
  const inTime = async <T>(call: Call, answer: () => Outcome<T>): Promise<Outcome<T>> =>
    call.deadline > clock.now()
      ? answer()
      : { kind: 'wait', cause: 'deadline', because: `No time was left to ask ${name}` };
  return {
    credential: (call) => inTime(call, () => done(credential)),
    roles: (call) => inTime(call, () => done(roles.map((role) => ({ id: `${name}-${role}`, name: role })))),
    tenant: (call) => inTime(call, () => done({ ...accounts(), habits })),
    mappedGroups: (alias, call) =>
      inTime(call, () =>
        identityProvider?.alias === alias
          ? done(identityProvider.groups)
          : { kind: 'refused', reason: 'not-found', because: `${name} has no such identity provider` },
      ),
  };
}
