import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import type { AtlanUnderTest } from '../support/atlan.ts';
import { type Between, type Company, type CompanySettings, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Limits that no test of something else meets. */
export const WIDE = { limits: { leavers: { min: 999 }, removals: { min: 999 }, grants: { min: 999 } } };

export const emailOf = (n: number) => `p${n}@example.com`;
export const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

let said = 0;
/** What HR says of worker `n`; later calls are newer. */
export function hr(n: number, kind: LifecycleEvent['kind'], more: Parameters<typeof lifecycleEvent>[2] = {}) {
  const attributes =
    kind === 'joined' || kind === 'rehired'
      ? { workEmail: emailOf(n), workerType: 'employee', department: 'Data', displayName: `Pat Example ${n}` }
      : {};
  return lifecycleEvent(++said, kind, { sourceKey: `hr:${n}`, attributes, ...more });
}

/** Workers 1 to `count`, who have joined and accepted. */
export async function employ<C extends Company>(acme: C, count: number): Promise<C> {
  await acme.deliver(...range(count).map((n) => hr(n, 'joined', { date: '2026-02-01' })));
  for (const n of range(count)) acme.atlan.accept(emailOf(n));
  await acme.tick();
  return acme;
}

export const accountOf = ({ atlan }: Company, n: number) => atlan.accounts().find(({ email }) => email === emailOf(n));
export const statesOf = ({ atlan }: Company) => atlan.accounts().map(({ email, state }) => [email, state]);
export const holdsOf = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(99)).map(({ kind }) => kind);

/** Days that pass, with a look every six hours. */
export async function days(acme: Company, count: number): Promise<void> {
  for (let look = 0; look < count * 4; look++) {
    acme.clock.advance(6 * HOUR_MS);
    await acme.tick();
  }
}

/** A company on the real client and the simulator. */
export function companyOn(atlan: AtlanUnderTest, settings: CompanySettings = {}): Promise<Company> {
  const between: Between = {
    begin: () => {},
    isKilled: () => false,
    wrap: (deps) => ({
      ...deps,
      targets: deps.targets.map((one) => ({
        ...one,
        target: atlan.another({ name: 'atlan-prod', clock: deps.clock }),
      })),
    }),
  };
  return company({ ...settings, between });
}

interface Shown {
  readonly email: string;
  readonly state: string;
  readonly groups: readonly string[];
}

/** Whom the simulator shows, by e-mail. */
export const peopleOf = async (atlan: AtlanUnderTest) =>
  (await atlan.control<{ users: Shown[] }>('GET', 'state')).users
    .filter(({ email }) => email.startsWith('p'))
    .toSorted((a, b) => a.email.localeCompare(b.email, 'en', { numeric: true }));

/** Requests that the simulator had, all and to one endpoint. */
export async function requestsOf(atlan: AtlanUnderTest, endpoint?: string): Promise<number> {
  const { byEndpoint } = await atlan.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
  return endpoint ? (byEndpoint[endpoint] ?? 0) : Object.values(byEndpoint).reduce((sum, count) => sum + count, 0);
}
