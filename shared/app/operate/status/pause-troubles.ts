import type { Trouble } from '../../../contracts/operate/status/status.ts';
import type { Pausable, Pause } from '../../../ports/ledger/flags.ts';
import { iso } from '../iso.ts';
import type { Situation } from './situation.ts';

/** What operators switched off, what stops most first. */
export const pauseTroubles = ({ pauses, intake }: Pick<Situation, 'pauses' | 'intake'>): readonly Trouble[] => [
  ...intakeAstray(pauses, intake),
  ...pauses.toSorted((a, b) => severity(a) - severity(b) || a.at - b.at).map(pauseTrouble),
];

/** The intake was switched outside of this system, for example in the console, or a switch of ours was interrupted. */
function intakeAstray(pauses: readonly Pause[], intake: Situation['intake']): readonly Trouble[] {
  const isMeantOff = pauses.some(({ what }) => what === 'intake');
  if (intake === 'paused' && !isMeantOff)
    return [
      {
        what: 'Queue processing is switched off in AWS, and no operator recorded a reason here',
        harms: 'Joiners, movers and leavers all wait; HR events are still accepted and kept',
        next: 'resume intake --reason …',
      },
    ];
  if (intake === 'running' && isMeantOff)
    return [
      {
        what: 'Queue processing should be off, but AWS says that it is on',
        harms: 'Changes that should wait are being made',
        next: 'pause intake --reason …',
      },
    ];
  return [];
}

function pauseTrouble({ what, actor, reason, at }: Pause): Trouble {
  const turned = (off: string, harms: string, grade: string): Trouble => ({
    what: `${off} switched off by ${actor} (${reason})`,
    since: iso(at),
    harms,
    next: `resume ${grade} --reason …`,
  });
  switch (what) {
    case 'writes':
      return turned('All writes to all targets are', 'Joiners, movers and leavers all wait', what);
    case 'intake':
      return turned(
        'Queue processing is',
        'Joiners, movers and leavers all wait; HR events are still accepted and kept',
        what,
      );
    case 'removals':
      return turned('Removing access is', 'Leavers can still sign in, and movers keep what they had', what);
    default: {
      const target = what.slice('target '.length);
      return turned(`Writes to ${target} are`, 'Joiners, movers and leavers wait there', `target ${target}`);
    }
  }
}

const severity = ({ what }: Pause): number => (ORDER.indexOf(what) < 0 ? ORDER.length : ORDER.indexOf(what));

const ORDER: readonly string[] = ['intake', 'writes', 'removals'] satisfies readonly Pausable[];
