import { describe, expect, it } from 'vitest';

import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import type { OpenQuestion } from '../../../../shared/domain/timeline/open-questions.ts';
import type { Period } from '../../../../shared/domain/timeline/periods.ts';
import { boundaries, placeIn, questionsFrom } from '../../../../shared/domain/timeline/place-in-spells.ts';
import type { Spells } from '../../../../shared/domain/timeline/spells.ts';
import { endsOf, startsOf, type Turn } from '../../../../shared/domain/timeline/turns.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const NOTHING: Spells = { certain: [], possible: [], doubts: [], noShows: [] };
/** A period of days since 1970, each of which is one millisecond long here. */
const period = (firstDay: number, lastDay: number, more: Partial<Period> = {}): Period => ({
  from: firstDay,
  until: lastDay + 1,
  firstDay,
  lastDay,
  ...more,
});
const factsOf = (kind: 'joined' | 'left') => recordAll([lifecycleEvent(1, kind)]).engagement.facts;
const start: Turn = { ...startsOf(factsOf('joined'))[0]!, at: 12 };
const noShow: Turn = { ...endsOf(factsOf('left'))[0]!, at: 16, day: 15 };

describe('the place of an instant among spells', () => {
  const first = period(10, 12);
  const second = period(20, 29);
  const spells: Spells = { ...NOTHING, certain: [first, second], possible: [period(10, 12), period(20, 39)] };

  it.each<[string, number, ReturnType<typeof placeIn>]>([
    ['is nowhere before all of them', 9, { ended: undefined }],
    ['is in a spell from its first instant', 10, { period: first }],
    ['is in it until its last', 12, { period: first }],
    ['is behind it then', 13, { ended: first }],
    ['is in the one that goes on by every reading', 29, { period: second }],
    ['is in doubt where it goes on by one reading only', 30, { period: period(20, 39), isDoubtful: true }],
    ['is behind the one that ended last', 45, { ended: period(20, 39) }],
  ])('%s', (_, at, place) => {
    expect(placeIn(spells, at)).toStrictEqual(place);
  });

  it('is behind a spell that never took place, where none ended later', () => {
    const withNoShow = { ...spells, noShows: [noShow] };
    expect(placeIn(withNoShow, 16)).toEqual({ ended: { until: 16, lastDay: 15, end: noShow } });
    expect(placeIn(withNoShow, 15)).toEqual({ ended: first });
    expect(placeIn(withNoShow, 45)).toEqual({ ended: period(20, 39) });
  });

  it('changes where a spell begins or ends, by any reading, and where HR says that one has begun', () => {
    const stated = period(10, 14, { start });
    expect(boundaries({ ...NOTHING, certain: [stated], possible: [stated, period(20, 29)] })).toEqual([
      10, 15, 12, 10, 15, 12, 20, 30,
    ]);
    expect(boundaries(NOTHING)).toEqual([]);
  });
});

describe('the questions that are open from an instant on', () => {
  const question = (id: string, from: number): OpenQuestion => ({
    kind: 'unclear-ending',
    of: 'left',
    id,
    at: 1,
    from,
  });
  const doubt = (id: string, from: number, until: number) => ({ from, until, question: question(id, from) });
  const spells = { ...NOTHING, doubts: [doubt('evt_1', 10, 20), doubt('evt_2', 20, 25), doubt('evt_1', 30, 40)] };

  it.each<[string, number, OpenQuestion[]]>([
    ['are one for each ending, by when access depends on it first', 5, [question('evt_1', 10), question('evt_2', 20)]],
    ['are those that access still depends on', 20, [question('evt_2', 20), question('evt_1', 30)]],
    ['are none where it depends on none any more', 40, []],
  ])('%s', (_, at, questions) => {
    expect(questionsFrom(spells, at)).toEqual(questions);
  });
});
