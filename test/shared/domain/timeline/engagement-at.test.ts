import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { NO_ENGAGEMENT, recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { type EngagementReading, readEngagement } from '../../../../shared/domain/timeline/engagement-at.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
const day = (date: string) => at(date) / 86_400_000;
const read = (instant: string | number, ...events: readonly LifecycleEvent[]) =>
  readEngagement('hr:1', recordAll(events).engagement, typeof instant === 'number' ? instant : at(instant));

const joined = lifecycleEvent(1, 'joined', {
  date: '2026-03-01',
  attributes: { workEmail: 'ada@example.com', department: 'Data' },
});
const left = lifecycleEvent(2, 'left', { date: '2026-03-31' });
const toLegal = lifecycleEvent(3, 'moved', { date: '2026-03-15', attributes: { department: 'Legal' } });
const { attributes, order: emailOrder } = joined;

describe('an engagement from its start to the end of its last day', () => {
  const timeZone = 'UTC';
  const sourceKey = 'hr:1';
  const active: EngagementReading = {
    status: 'active',
    current: { sourceKey, attributes, startDate: '2026-03-01', endDate: '2026-03-31', timeZone },
    emailOrder,
    spellFactId: 'evt_1',
    changesAt: at('2026-04-01'),
    questions: [],
  };
  const expected: EngagementReading = {
    status: 'expected',
    current: { sourceKey, attributes, endDate: '2026-03-31', timeZone },
    emailOrder,
    changesAt: at('2026-03-01'),
    nextDay: day('2026-03-01'),
    questions: [],
  };
  const { changesAt: _, ...rest } = active;
  const ended: EngagementReading = {
    ...rest,
    status: 'ended',
    spellFactId: 'evt_2',
    endedAt: at('2026-04-01'),
    lastDay: day('2026-03-31'),
  };

  it.each<[string, number, EngagementReading]>([
    ['is expected with what was announced of it', at('2026-02-10'), expected],
    ['is expected to the last moment', at('2026-03-01') - 1, expected],
    ['is active from the first moment on', at('2026-03-01'), active],
    ['is active to the last moment', at('2026-04-01') - 1, active],
    ['has ended then', at('2026-04-01'), ended],
  ])('%s', (_name, instant, reading) => {
    expect(read(instant, joined, left)).toStrictEqual(reading);
  });

  it('has the attributes that were stated last, and knows who stated the address last', () => {
    for (const instant of ['2026-03-15', '2026-03-20'])
      expect(read(instant, joined, left, toLegal)).toStrictEqual({
        ...active,
        current: { ...active.current, attributes: { ...attributes, department: 'Legal' } },
      });
    expect(read(at('2026-03-15') - 1, joined, left, toLegal).current.attributes).toEqual(attributes);
  });

  it('names no address and no last day where HR stated none', () => {
    expect(read('2026-03-20', { ...joined, attributes: {} })).toStrictEqual({
      status: 'active',
      current: { sourceKey, attributes: {}, startDate: '2026-03-01', timeZone },
      spellFactId: 'evt_1',
      questions: [],
    });
  });

  it('is none where HR said nothing', () => {
    expect(readEngagement(sourceKey, NO_ENGAGEMENT, at('2026-03-01'))).toStrictEqual({
      status: 'none',
      current: { sourceKey, attributes: {}, timeZone },
      questions: [],
    });
  });

  it('began and ended by the word that said so first', () => {
    const again = [
      lifecycleEvent(4, 'joined', { date: '2026-03-01' }),
      lifecycleEvent(5, 'left', { date: '2026-03-31' }),
    ];
    expect(read('2026-03-20', joined, left, ...again).spellFactId).toBe('evt_1');
    expect(read('2026-04-20', joined, left, ...again).spellFactId).toBe('evt_2');
  });

  it('names the next spell that is sure to begin', () => {
    const back = lifecycleEvent(4, 'rehired', { date: '2026-04-10' });
    expect(read('2026-04-05', joined, left, back)).toStrictEqual({
      ...ended,
      changesAt: at('2026-04-10'),
      nextDay: day('2026-04-10'),
    });
    expect(read('2026-04-10', joined, left, back)).toMatchObject({
      status: 'active',
      current: { startDate: '2026-04-10' },
      spellFactId: 'evt_4',
    });
    expect(read('2026-04-10', joined, left, back)).not.toHaveProperty('nextDay');
  });
});

describe('a worker of whom HR never stated a start', () => {
  it('is presumed to work here, until a last day', () => {
    expect(read('2026-03-20', toLegal, left)).toMatchObject({ status: 'presumed', current: { endDate: '2026-03-31' } });
    expect(read('2026-03-20', toLegal)).not.toHaveProperty('spellFactId');
    expect(read('2026-04-01', toLegal, left)).toMatchObject({ status: 'ended', spellFactId: 'evt_2' });
  });

  it('is presumed to work here before a stated start too, where the last day before it touches it', () => {
    const rehired = lifecycleEvent(4, 'rehired', { date: '2026-04-01' });
    const before = read('2026-03-20', left, rehired, toLegal);
    expect(before).toMatchObject({ status: 'presumed', changesAt: at('2026-04-01') });
    expect(before).not.toHaveProperty('spellFactId');
    expect(before.current).not.toHaveProperty('startDate');
    expect(read('2026-04-01', left, rehired, toLegal)).toMatchObject({ status: 'active', spellFactId: 'evt_4' });
  });

  it('is not known by a new address alone', () => {
    const address = lifecycleEvent(1, 'identity_changed', { date: '2026-02-05', attributes });
    expect(read('2026-03-20', address).status).toBe('none');
    expect(read('2026-03-20', address, { ...joined, id: 'evt_4' }).status).toBe('active');
    expect(read('2026-02-20', address, { ...joined, id: 'evt_4', order: 'later' }).status).toBe('expected');
  });
});

describe('an offer that HR took back', () => {
  const word = lifecycleEvent(2, 'joined', { date: '2026-03-01', phase: 'cancelled' });
  const ends = { status: 'ended', spellFactId: word.id, endedAt: word.occurredAt };
  const address = lifecycleEvent(3, 'identity_changed', { date: '2026-02-05', attributes });

  it('ends the access by that word', () => {
    const reading = read('2026-02-10', joined, word);
    expect(reading).toMatchObject({ ...ends, rescission: { id: word.id, at: word.occurredAt } });
    expect(reading.rescission?.statements.map(({ id }) => id)).toEqual([joined.id, word.id]);
    expect(reading).not.toHaveProperty('lastDay');
  });

  it('does so whatever address HR states', () => {
    expect(read('2026-02-10', joined, word, address)).toMatchObject({ ...ends, current: { attributes } });
  });

  it('does so before an announced end, and from then on the access has ended by the last day', () => {
    const end = lifecycleEvent(4, 'left', { date: '2026-03-31' });
    expect(read('2026-03-20', joined, word, end)).toMatchObject(ends);
    const after = read('2026-04-20', joined, word, address, end);
    expect(after).toMatchObject({ status: 'ended', spellFactId: 'evt_4', endedAt: at('2026-04-01') });
    expect(after).not.toHaveProperty('rescission');
  });

  it('leaves a worker who moved', () => {
    expect(read('2026-03-20', joined, word, toLegal)).toMatchObject({ status: 'presumed' });
  });
});
