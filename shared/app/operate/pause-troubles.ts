import type { Trouble } from '../../contracts/operate/status.ts';
import type { Pause } from '../../ports/ledger/flags.ts';
import { iso } from './iso.ts';

/** What operators switched off, what stops most first. */
export const pauseTroubles = (pauses: readonly Pause[]): readonly Trouble[] =>
  pauses.toSorted((a, b) => severity(a) - severity(b) || a.at - b.at).map(pauseTrouble);

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
    case 'removals':
      return turned('Taking access away is', 'Leavers can still sign in, and movers keep what they had', what);
    default: {
      const target = what.slice('target '.length);
      return turned(`Writes to ${target} are`, 'Joiners, movers and leavers wait there', `target --target ${target}`);
    }
  }
}

const severity = ({ what }: Pause): number => (what === 'writes' ? 0 : what === 'removals' ? 1 : 2);
