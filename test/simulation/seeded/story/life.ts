import type { Attributes, Kind, Phase } from '../../../../shared/domain/event/lifecycle-event.ts';
import type { Chance } from '../chance.ts';
import { DAY_MS, DEPARTMENTS, FIRST_DAY, HOUR_MS, ZONES } from '../company.ts';
import type { Connection, Statement } from '../history.ts';

/** What is said of one person, and where their life has got to. Days count from the first day of the simulation. */
export interface Life {
  readonly person: number;
  readonly chance: Chance;
  readonly statements: readonly Statement[];
  /** The day on which HR speaks next. */
  today: number;
  status: 'unknown' | 'employed' | 'left';
  /** First day of the spell that goes on, or of the one to come. */
  startDay: number;
  say(kind: Kind, phase: Phase, day: number | null, more?: SaidMore): Statement;
  /** From now on HR knows the person by another id. */
  renew(): void;
  /** What HR says of the person with a start. */
  attributes: Attributes;
  contract?: string | undefined;
}

type EndDate = 'lastDayWorked' | 'terminationDate' | 'gardenLeaveFrom';
type SaidMore = Partial<
  Pick<Statement, 'attributes' | 'supersedes' | 'immediate' | 'engagementId' | 'saidAt' | 'confidence' | EndDate>
>;

export const dateOf = (day: number): string => new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);

export function newLife(person: number, chance: Chance): Life {
  const statements: Statement[] = [];
  const connection: Connection = chance.pick(['hr', 'people']);
  const zone = chance.pick(ZONES);
  let generation = 1;
  let before = 0;
  const life: Life = {
    person,
    chance,
    statements,
    today: chance.whole(0, 10),
    status: 'unknown',
    startDay: 0,
    attributes: {
      workEmail: `p${person}@example.com`,
      displayName: `Person ${person}`,
      employeeNumber: `E${1000 + person}`,
      workerType: chance.happens(0.8) ? 'employee' : 'contractor',
      department: chance.pick(DEPARTMENTS),
      jobTitle: chance.happens(0.05) ? 'Lead' : 'Member',
    },
    say: (kind, phase, day, more = {}) => {
      // later than all before, at an hour of the day on which HR speaks
      const saidAt = Math.max(FIRST_DAY + life.today * DAY_MS + chance.whole(6, 20) * HOUR_MS, before + 60_000);
      before = saidAt;
      const statement: Statement = {
        id: `s-${person}-${statements.length + 1}`,
        person,
        connection,
        sourceWorkerId: `${person}${'x'.repeat(generation - 1)}`,
        ...(life.contract !== undefined && { engagementId: life.contract }),
        kind,
        phase,
        date: day === null ? null : dateOf(day),
        zone,
        attributes: {},
        saidAt,
        ...more,
      };
      statements.push(statement);
      return statement;
    },
    renew: () => {
      generation++;
    },
  };
  return life;
}
