import { expect, it } from 'vitest';

import { decodeLifecycleEvent, type Origin } from '../../../../shared/contracts/event/lifecycle-event.ts';
import { decodeMessage, encodeMessage } from '../../../../shared/contracts/messages.ts';
import { canonicalEvent } from '../../../support/canonical.ts';

const origin: Origin = {
  connection: 'hr',
  defaultTimeZone: 'UTC',
  receipt: { at: Date.parse('2026-03-12T09:15:22Z'), turn: 't' },
  place: 0,
  vendorEventId: (source, id) => `${source}|${id}`,
  supersededEventId: (source, supersedes) => `${source}|${supersedes}`,
};
const all = { lastDayWorked: '2026-03-10', terminationDate: '2026-04-30', gardenLeaveFrom: '2026-03-15' };

function decode(kind: string, dates: object, phase = 'effective') {
  const effective = { date: '2026-03-31', timeZone: 'Europe/Berlin', ...dates };
  const decoded = decodeLifecycleEvent(canonicalEvent({ data: { kind, phase, effective } }), origin);
  if (decoded.kind !== 'event') throw new Error(decoded.because);
  return decoded.event;
}

it('the dates beside that of an ending are kept, through the queue too', () => {
  const event = decode('left', all);
  expect(event.effective).toMatchObject({ date: '2026-03-31', ...all });
  const message = decodeMessage(encodeMessage({ kind: 'event', event, delivery: 'd' }));
  expect(message).toMatchObject({ kind: 'event', event: { effective: { ...all } } });
});

it('null says that there is none, and other kinds have none', () => {
  const none = { lastDayWorked: null, terminationDate: null, gardenLeaveFrom: null };
  for (const effective of [decode('left', none).effective, decode('joined', all).effective])
    expect(Object.keys(effective ?? {}).toSorted()).toEqual(['boundary', 'date', 'immediate', 'timeZone']);
});

it.each<[string, string, string]>([
  ['an ending', 'left', 'effective'],
  ['one that is cancelled', 'left', 'cancelled'],
  ['any other event', 'joined', 'effective'],
])('one that cannot be read is left out of %s, and the rest counts', (_name, kind, phase) => {
  const event = decode(kind, { lastDayWorked: '10 March', terminationDate: 7, gardenLeaveFrom: {} }, phase);
  expect(event.effective).toMatchObject({ date: '2026-03-31' });
  expect(event.effective).not.toHaveProperty('lastDayWorked');
  expect(event.rejected?.toSorted()).toEqual(['gardenLeaveFrom', 'lastDayWorked', 'terminationDate']);
});

it('one that a queue brings and that cannot be read is left out', () => {
  const event = decode('left', all);
  const text = encodeMessage({ kind: 'event', event, delivery: 'd' }).replace('2026-03-10', 'yesterday');
  const message = decodeMessage(text);
  expect(message).toMatchObject({ event: { effective: { date: '2026-03-31', terminationDate: '2026-04-30' } } });
  expect(message.kind === 'event' && message.event.effective?.lastDayWorked).toBeUndefined();
});
