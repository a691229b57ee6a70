import type { Trouble } from '../../../contracts/operate/status/status.ts';
import type { Action } from '../../../domain/plan/action.ts';
import { endOf } from '../control/show-gate.ts';
import { iso } from '../iso.ts';
import type { ClosedGateOf, Situation } from './situation.ts';

export const gateTroubles = ({ gates: closed, now }: Situation): readonly Trouble[] =>
  closed
    .toSorted((a, b) => rank(a) - rank(b) || a.closedAt - b.closedAt)
    .map((gate) => ({
      what: `The gate of ${gateName(gate)} is closed since ${iso(gate.closedAt)}, at least until ${iso(endOf(gate, now))}: ${gate.because}`,
      since: iso(gate.closedAt),
      harms: `${whatWaits(gate.channel)}${gate.cause === 'credentials' ? (gate.channel ? ' until its secret holds a valid token for it' : ' until its secret holds a valid token') : ''}`,
      next: 'gate list',
    }));

const gateName = ({ target, channel }: ClosedGateOf): string => (channel ? `${target} (${channel.name})` : target);

/** What a closed gate keeps back: with that of a channel, only what the channel carries. */
function whatWaits(channel: ClosedGateOf['channel']): string {
  if (!channel) return 'Joiners, movers and leavers wait there';
  const carried = channel.carries.flatMap((kind) => CARRIED[kind] ?? []);
  return `Roles and groups go on; accounts wait there to be ${carried.join(', ')}`;
}

const CARRIED: Readonly<Partial<Record<Action['kind'], string>>> = {
  invite: 'created',
  disable: 'disabled',
  enable: 'enabled',
};

/** A sweep begins with each period; one period more for it to end, and one for the tick to be late. */
const SWEEP_PERIODS = 3;

export const staleSweeps = ({ sweeps, now }: Situation): readonly Trouble[] =>
  sweeps
    .filter(({ startedAt, periodMs }) => now - startedAt > SWEEP_PERIODS * periodMs)
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .map(({ target, isFinished, startedAt }) => ({
      what: isFinished ? `No new sweep of ${target} has begun` : `A sweep of ${target} does not finish`,
      since: iso(startedAt),
      harms: 'Changes made there, and accepted invitations, are not noticed; the log of poll says why',
      next: 'status',
    }));

/** Rollouts that stopped by themselves; one that an operator paused is no trouble. */
export const rolloutTroubles = ({ rollouts }: Situation): readonly Trouble[] =>
  rollouts.flatMap(({ target, stopped }) =>
    stopped
      ? {
          what: `The rollout on ${target} stopped: ${stopped.failed} of ${stopped.admitted} workers of one day failed`,
          since: stopped.at,
          harms: 'Workers who were not admitted yet wait; leavers are ended as before',
          next: 'rollout list',
        }
      : [],
  );

/** Causes that a person has to fix come before those that pass by themselves. */
const rank = ({ cause }: ClosedGateOf): number => (cause === 'credentials' || cause === 'forbidden' ? 0 : 1);
