import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REJECTABLE } from '../../../../shared/contracts/event/rejectable.ts';
import { decodeMessage } from '../../../../shared/contracts/messages.ts';
import { ATTRIBUTES } from '../../../../shared/domain/event/lifecycle-event.ts';
import { ingestUnderTest } from './ingest-under-test.ts';

const SECRET = 'Zq7-private';
const garbage: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom<unknown>(
    SECRET,
    SECRET.repeat(40),
    { value: SECRET },
    [SECRET],
    `${SECRET}\u0000`,
    `${SECRET}\ud83d`,
    '𠮷'.repeat(256),
    -1,
    1e308,
    null,
    '',
    'W. Europe Standard Time',
    '+02:00',
    '2026-02-30',
  ),
);
const anyOf = (...names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), garbage, { maxKeys: 6 });

/** An ending that says who, what and when, and anything at all in every other place. */
const ending = fc
  .record({
    envelope: anyOf('specversion', 'source', 'type', 'time', 'id', 'subject', 'sequence', 'partitionkey', SECRET),
    data: anyOf('schemaVersion', 'supersedes', 'startDate', 'termination', SECRET),
    worker: anyOf(...ATTRIBUTES, 'key', 'hireDate', SECRET),
    effective: anyOf('timeZone', 'boundary', 'instant', 'immediate', 'startDate', SECRET),
    phase: fc.constantFrom<unknown>('scheduled', 'effective', 'corrected', null, 7, ''),
  })
  .map(({ envelope, data, worker, effective, phase }) => ({
    specversion: '1.0',
    id: 'x',
    source: 'urn:example:hr',
    type: 't',
    time: '2026-03-02T09:00:00Z',
    ...envelope,
    data: {
      ...data,
      kind: 'left',
      phase,
      worker: { ...worker, sourceWorkerId: '1' },
      effective: { ...effective, date: '2026-03-01' },
    },
  }));

describe('an ending with any garbage beside who, kind and date', () => {
  it.each(['hook', 'principal'] as const)(
    'is one ending on that date, by a %s, and nothing of it is told',
    async (by) => {
      await fc.assert(
        fc.asyncProperty(ending, async (event) => {
          const { sendSigned, sendCanonical, queue, quarantine, observe } = ingestUnderTest();
          const { status } = await (by === 'hook' ? sendSigned(event) : sendCanonical(event));
          expect(status).toBe(by === 'hook' ? 200 : 202);
          const messages = queue.messages.map(({ body }) => decodeMessage(body));
          expect(messages).toMatchObject([
            {
              kind: 'event',
              event: { kind: 'left', sourceKey: expect.stringMatching(/:1$/), effective: { date: '2026-03-01' } },
            },
          ]);
          const rejected = messages.flatMap((one) => (one.kind === 'event' ? (one.event.rejected ?? []) : []));
          expect(rejected.filter((name) => !REJECTABLE.includes(name))).toEqual([]);
          expect(new Set(rejected).size).toBe(rejected.length);
          const told = JSON.stringify([observe.lines, observe.counts, await quarantine.list(10), rejected]);
          expect(told).not.toContain(SECRET);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('is the same event when it is sent again, as long as it says who named it', async () => {
    await fc.assert(
      fc.asyncProperty(ending, async (event) => {
        const ids = await Promise.all(
          [0, 3_600_000].map(async (later) => {
            const { sendSigned, queue, clock } = ingestUnderTest();
            clock.advance(later);
            await sendSigned(event);
            return queue.messages[0]?.dedupId;
          }),
        );
        expect(ids[1]).toBe(ids[0]);
      }),
      { numRuns: 50 },
    );
  });
});
