import { TOKEN_LOOK_MINUTES } from '../../contracts/cadence.ts';
import type { TargetSetup } from '../converge/target-setup.ts';
import { booked } from '../quota/budget.ts';
import type { PollDeps } from './deps.ts';

const LOOK_MS = TOKEN_LOOK_MINUTES * 60_000;
const DAY_MS = 86_400_000;

/**
 * Measures once an hour how many days the token for a target lasts, as the target says. One that may not list tokens is unknown, and
 * nothing is measured; neither is anything while the target is closed. The sweep reports trouble with the target itself.
 */
export async function measureExpiry(setup: TargetSetup, deps: PollDeps, until: number): Promise<void> {
  const { name: target, credentialExpiresAt: task } = setup.target;
  const { clock, observe } = deps;
  if (!task || !(await isDue(target, deps))) return;
  const looked = await booked(setup, deps, { call: { deadline: until }, task });
  const expiresAt = looked.kind === 'done' ? looked.value : undefined;
  if (expiresAt === undefined) {
    const because =
      looked.kind === 'done'
        ? 'it does not say when its token ends, or has an OAuth client, which does not end'
        : looked.because;
    observe.info('token-expiry-unknown', { target, because });
    return;
  }
  const days = (expiresAt - clock.now()) / DAY_MS;
  observe.measure('TokenExpiresInDays', days, 'Count', { target });
}

/** One poller an hour. The next one is due an hour after the last look began, whatever came of it. */
async function isDue(target: string, { ledger: { checkpoints, gates }, clock }: PollDeps): Promise<boolean> {
  const name = `token-expiry:${target}`;
  const now = clock.now();
  const last = await checkpoints.load(name);
  if (last && now < Number(last.value) + LOOK_MS) return false;
  // a closed gate lets one request through as a trial, and that is the sweep's
  if (await gates.read(target)) return false;
  return (await checkpoints.save(name, String(now), last?.version ?? 0)) === 'saved';
}
