import type { Trouble } from '../../../contracts/operate/status/status.ts';
import type { Pausable, Pause } from '../../../ports/ledger/flags.ts';
import { iso } from '../iso.ts';
import type { Situation } from './situation.ts';

/** What operators switched off, what stops most first. */
export const pauseTroubles = ({ pauses, intake }: Pick<Situation, 'pauses' | 'intake'>): readonly Trouble[] => [
  ...intakeAstray(pauses, intake),
  ...pauses.toSorted((a, b) => severity(a) - severity(b) || a.at - b.at).map(pauseTrouble),
];

/** Somebody turned the intake without us, in the console say, or a turn of ours was cut short. */
function intakeAstray(pauses: readonly Pause[], intake: Situation['intake']): readonly Trouble[] {
  const isMeantOff = pauses.some(({ what }) => what === 'intake');
  if (intake === 'paused' && !isMeantOff)
    return [
      {
        what: 'Working on the queue is switched off at AWS, and nobody said why here',
        harms: 'Joiners, movers and leavers all wait; what HR sends is kept',
        next: 'resume intake --reason …',
      },
    ];
  if (intake === 'running' && isMeantOff)
    return [
      {
        what: 'Working on the queue was to be switched off, and AWS says that it is on',
        harms: 'What was to wait is done',
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
      return turned('Working on the queue is', 'Joiners, movers and leavers all wait; what HR sends is kept', what);
    case 'removals':
      return turned('Taking access away is', 'Leavers can still sign in, and movers keep what they had', what);
    default: {
      const target = what.slice('target '.length);
      return turned(`Writes to ${target} are`, 'Joiners, movers and leavers wait there', `target ${target}`);
    }
  }
}

const severity = ({ what }: Pause): number => (ORDER.indexOf(what) < 0 ? ORDER.length : ORDER.indexOf(what));

const ORDER: readonly string[] = ['intake', 'writes', 'removals'] satisfies readonly Pausable[];
