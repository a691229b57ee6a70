import { DEPARTMENTS } from '../company.ts';
import { dateOf, type Life } from './life.ts';

/** What may come next in a life. A new kind of event is one chapter more here, and one entry in `oracle/kinds.ts`. */
interface Chapter {
  readonly from: Life['status'];
  /** How often, beside the others. */
  readonly weight: number;
  tell(life: Life): void;
}

const employed = (life: Life, startDay: number) => {
  life.status = 'employed';
  life.startDay = startDay;
};
const left = (life: Life, lastDay: number) => {
  life.status = 'left';
  life.today = Math.max(life.today, lastDay) + life.chance.whole(1, 12);
};
const later = (life: Life, least = 1, most = 8) => {
  life.today += life.chance.whole(least, most);
};
/** Dates that HR states beside a last day, now and then. */
function endDates(life: Life, lastDay: number): Partial<Parameters<Life['say']>[3]> {
  const { chance, startDay } = life;
  const earlier = (days: number) => dateOf(Math.max(startDay, lastDay - days));
  return {
    ...(chance.happens(0.3) && { lastDayWorked: earlier(chance.whole(0, 6)) }),
    ...(chance.happens(0.3) && { gardenLeaveFrom: dateOf(Math.max(startDay + 1, lastDay - chance.whole(0, 6))) }),
    ...(chance.happens(0.3) && { terminationDate: dateOf(Math.max(startDay, lastDay + chance.whole(-3, 6))) }),
  };
}
const another = (life: Life) => life.chance.pick(DEPARTMENTS.filter((one) => one !== life.attributes.department));
const kindOfStart = (life: Life) => (life.status === 'left' ? 'rehired' : 'joined');

const START = {
  'hired long ago': {
    from: 'unknown',
    weight: 6,
    tell: (life) => {
      const day = -life.chance.whole(1, 400);
      life.say('joined', 'effective', day, { attributes: life.attributes });
      employed(life, day);
      later(life);
    },
  },
  'hired ahead': {
    from: 'unknown',
    weight: 5,
    tell: (life) => {
      const day = life.today + life.chance.whole(0, 14);
      life.say('joined', 'scheduled', day, { attributes: life.attributes });
      employed(life, day);
      life.today = day;
      if (life.chance.happens(0.4)) life.say('joined', 'effective', day, { attributes: life.attributes });
      later(life);
    },
  },
  'the first day was wrong': {
    from: 'unknown',
    weight: 2,
    tell: (life) => {
      const wrong = life.today + life.chance.whole(3, 12);
      const { id } = life.say('joined', 'scheduled', wrong, { attributes: life.attributes });
      const day = wrong + life.chance.pick([-2, 5]);
      life.say('joined', 'corrected', day, { attributes: life.attributes, supersedes: id });
      employed(life, day);
      life.today = day;
      later(life);
    },
  },
  'an offer is taken back': {
    from: 'unknown',
    weight: 2,
    tell: (life) => {
      const day = life.today + life.chance.whole(2, 12);
      const { id } = life.say('joined', 'scheduled', day, { attributes: life.attributes });
      life.today = day - life.chance.whole(-2, 2);
      life.say('joined', 'cancelled', day, life.chance.happens(0.5) ? { supersedes: id } : {});
      left(life, life.today);
    },
  },
  'does not come': {
    from: 'unknown',
    weight: 1,
    tell: (life) => {
      const day = life.today + life.chance.whole(4, 12);
      life.say('joined', 'scheduled', day, { attributes: life.attributes });
      life.today = day - 1;
      life.say('left', 'effective', day - 1);
      left(life, day);
    },
  },
  'two contracts': {
    from: 'unknown',
    weight: 2,
    tell: (life) => {
      const first = life.today + life.chance.whole(0, 4);
      life.contract = 'a';
      life.say('joined', 'scheduled', first, { attributes: life.attributes });
      life.contract = 'b';
      const second = first + life.chance.whole(0, 6);
      life.say('joined', 'scheduled', second, { attributes: life.attributes });
      employed(life, second);
      later(life, 8, 14);
      life.contract = 'a';
      life.say('left', 'scheduled', life.today + 1);
      life.contract = 'b';
      later(life, 3, 6);
    },
  },
} as const satisfies Readonly<Record<string, Chapter>>;

const WORK = {
  moves: {
    from: 'employed',
    weight: 4,
    tell: (life) => {
      life.attributes = { ...life.attributes, department: another(life) };
      life.say('moved', life.chance.pick(['scheduled', 'effective']), life.today + life.chance.whole(-3, 6), {
        attributes: life.attributes,
      });
      later(life, 7, 10);
    },
  },
  'a move was wrong': {
    from: 'employed',
    weight: 2,
    tell: (life) => {
      const day = life.today + life.chance.whole(0, 5);
      const { id } = life.say('moved', 'scheduled', day, {
        attributes: { ...life.attributes, department: another(life) },
      });
      life.attributes = { ...life.attributes, department: another(life) };
      life.say('moved', 'corrected', day + 1, { attributes: life.attributes, supersedes: id });
      later(life, 7, 10);
    },
  },
  'a move is called off': {
    from: 'employed',
    weight: 2,
    tell: (life) => {
      const day = life.today + life.chance.whole(2, 5);
      const { id } = life.say('moved', 'scheduled', day, {
        attributes: { ...life.attributes, department: another(life) },
      });
      life.say('moved', 'cancelled', day, life.chance.happens(0.5) ? { supersedes: id } : {});
      later(life, 7, 10);
    },
  },
  'gets another address': {
    from: 'employed',
    weight: 2,
    tell: (life) => {
      const workEmail = `p${life.person}.${life.statements.length}@example.com`;
      life.attributes = { ...life.attributes, workEmail };
      const [kind, phase] = life.chance.pick([
        ['identity_changed', 'effective'],
        ['identity_changed', 'scheduled'],
        ['moved', 'effective'],
      ] as const);
      life.say(kind, phase, life.today, { attributes: { workEmail } });
      later(life);
    },
  },
  'an address was wrong': {
    from: 'employed',
    weight: 1,
    tell: (life) => {
      const workEmail = (n: number) => `p${life.person}.${life.statements.length + n}@example.com`;
      const { id } = life.say('identity_changed', 'effective', life.today, { attributes: { workEmail: workEmail(0) } });
      if (life.chance.happens(0.4)) life.say('identity_changed', 'cancelled', life.today, { supersedes: id });
      else {
        life.attributes = { ...life.attributes, workEmail: workEmail(1) };
        life.say('identity_changed', 'corrected', life.today, {
          attributes: { workEmail: life.attributes.workEmail },
          supersedes: id,
        });
      }
      later(life);
    },
  },
  'is away for a while': {
    from: 'employed',
    weight: 4,
    tell: (life) => {
      life.say('leave_started', life.chance.pick(['scheduled', 'effective']), life.today + 1);
      later(life, 4, 9);
      life.say('leave_ended', 'effective', life.today);
      later(life);
    },
  },
  'said for the record': {
    from: 'employed',
    weight: 4,
    tell: (life) => {
      life.say(life.chance.pick(['observed', 'record_deleted', 'converted']), 'effective', life.today);
      later(life);
    },
  },
  'said for the record, and then otherwise': {
    from: 'employed',
    weight: 3,
    tell: (life) => {
      const kind = life.chance.pick([
        'observed',
        'record_deleted',
        'converted',
        'leave_started',
        'leave_ended',
      ] as const);
      const { id } = life.say(kind, 'scheduled', life.today + 1);
      life.say(kind, life.chance.pick(['corrected', 'cancelled']), life.today + 2, { supersedes: id });
      later(life);
    },
  },
  leaves: {
    from: 'employed',
    weight: 6,
    tell: (life) => {
      const day = Math.max(life.startDay, life.today + life.chance.whole(-2, 12));
      life.say('left', day >= life.today ? 'scheduled' : 'effective', day, endDates(life, day));
      left(life, day + 6);
    },
  },
  'is thought to leave': {
    from: 'employed',
    weight: 2,
    tell: (life) => {
      life.today = Math.max(life.today, life.startDay + 1);
      const confidence = life.chance.pick(['inferred', 'needs_review'] as const);
      life.say('left', 'effective', life.today, { confidence });
      later(life, 2, 6);
    },
  },
  'leaves at once': {
    from: 'employed',
    weight: 2,
    tell: (life) => {
      life.today = Math.max(life.today, life.startDay + 1);
      life.say('left', 'effective', life.today, { immediate: true });
      left(life, life.today);
    },
  },
  'a resignation is withdrawn': {
    from: 'employed',
    weight: 2,
    tell: (life) => {
      life.today = Math.max(life.today, life.startDay + 1);
      const day = life.today + life.chance.whole(4, 10);
      const { id } = life.say('left', 'scheduled', day);
      // sometimes only when the last day is over
      life.today = day + life.chance.whole(-3, 2);
      life.say('left', 'cancelled', day, life.chance.happens(0.5) ? { supersedes: id } : {});
      later(life, 3, 8);
    },
  },
  'the last day was wrong': {
    from: 'employed',
    weight: 2,
    tell: (life) => {
      life.today = Math.max(life.today, life.startDay + 1);
      const wrong = life.today + life.chance.whole(3, 8);
      const { id } = life.say('left', 'scheduled', wrong);
      later(life, 1, 5);
      const day = wrong + life.chance.pick([-2, 3]);
      life.say('left', 'corrected', day, { supersedes: id, ...endDates(life, day) });
      left(life, day + 6);
    },
  },
  'leaves, and no one says when': {
    from: 'employed',
    weight: 1,
    tell: (life) => {
      life.today = Math.max(life.today, life.startDay + 1);
      life.say('left', 'scheduled', null);
      later(life, 1, 6);
      life.say('left', 'effective', life.today);
      left(life, life.today);
    },
  },
} as const satisfies Readonly<Record<string, Chapter>>;

const RETURN = {
  'comes back': {
    from: 'left',
    weight: 4,
    tell: (life) => {
      life.contract = undefined;
      const day = life.today + life.chance.whole(0, 8);
      life.say(kindOfStart(life), life.chance.pick(['scheduled', 'effective']), day, { attributes: life.attributes });
      employed(life, day);
      life.today = day;
      later(life, 2, 6);
    },
  },
  'comes back under another id': {
    from: 'left',
    weight: 3,
    tell: (life) => {
      life.contract = undefined;
      life.renew();
      const day = life.today + life.chance.whole(0, 8);
      life.say(life.chance.pick(['joined', 'rehired']), 'scheduled', day, { attributes: life.attributes });
      employed(life, day);
      life.today = day;
      later(life, 2, 6);
    },
  },
  'a return is called off': {
    from: 'left',
    weight: 1,
    tell: (life) => {
      life.contract = undefined;
      const day = life.today + life.chance.whole(3, 8);
      const { id } = life.say('rehired', 'scheduled', day, { attributes: life.attributes });
      if (life.chance.happens(0.6)) life.say('rehired', 'cancelled', day, { supersedes: id });
      else {
        life.say('rehired', 'corrected', day + 2, { attributes: life.attributes, supersedes: id });
        employed(life, day + 2);
      }
      later(life, 4, 9);
    },
  },
} as const satisfies Readonly<Record<string, Chapter>>;

export const CHAPTERS: readonly Chapter[] = [START, WORK, RETURN].flatMap((part) => Object.values<Chapter>(part));
