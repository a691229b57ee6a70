import { describe, expect, it } from 'vitest';
import { decodeMessage } from '../../../../../shared/contracts/messages.ts';
import { staffTable } from '../../../../../shared/contracts/operate/baseline/staff-row.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane, onePlan } from '../control-plane.ts';

const staff = (...rows: readonly Record<string, string>[]) => staffTable(rows);
const ADA = {
  sourceWorkerId: '1',
  startDate: '2021-05-01',
  workEmail: 'Ada@Example.com',
  workerType: 'employee',
  department: 'Data',
};
const BO = { ...ADA, sourceWorkerId: '2', workEmail: 'bo@example.com' };

const observing = (settings: Parameters<typeof controlPlane>[0] = {}) => controlPlane({ mode: 'observe', ...settings });
const bring = (plane: ControlPlane, rows: string, more: object = {}) =>
  plane.tell('baseline import', { connection: 'hr', staff: rows, asOf: '2026-03-01', go: true, ...more });
const told = (plane: ControlPlane) =>
  plane.queue.messages.map(({ body }) => decodeMessage(body)).flatMap((one) => (one.kind === 'event' ? one.event : []));
/** Lets provision take in what was brought. */
const provision = (plane: ControlPlane) => plane.acme.deliver(...told(plane));

describe('baseline import', () => {
  it('says what the staff would become, and changes nothing', async () => {
    const plane = await observing();
    expect(await bring(plane, staff(ADA, BO), { go: false })).toEqual({
      connection: 'hr',
      rows: [
        { sourceWorkerId: '1', state: 'new' },
        { sourceWorkerId: '2', state: 'new' },
      ],
      isDryRun: true,
    });
    expect(plane.queue.messages).toEqual([]);
  });

  it('makes each row a fact of the connection that shows it came from a baseline', async () => {
    const plane = await observing();
    expect((await bring(plane, staff(ADA))).rows).toEqual([{ sourceWorkerId: '1', state: 'sent' }]);
    expect(told(plane)).toMatchObject([
      {
        id: expect.stringMatching(/^baseline_/),
        connection: 'hr',
        sourceKey: 'hr:1',
        kind: 'joined',
        effective: { date: '2021-05-01', boundary: 'start_of_day' },
        attributes: { workEmail: 'Ada@Example.com', department: 'Data' },
        occurredAt: Date.parse('2026-03-01'),
      },
    ]);
  });

  it('gives and takes nothing: the target is not written, and no hold opens', async () => {
    const plane = await observing();
    await bring(plane, staff(ADA, BO));
    await provision(plane);
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts()).toEqual([]);
    expect((await plane.tell('hold list')).holds).toEqual([]);
    const { actions } = await plane.tell('report observe', { target: 'atlan-prod' });
    expect(actions).toMatchObject([{ count: 2 }, { count: 2 }]);
  });

  it('leaves alone whom HR or an import has sent already, so that it may be run again', async () => {
    const plane = await observing();
    await plane.acme.deliver(lifecycleEvent(1, 'joined'));
    await bring(plane, staff(ADA, BO));
    await provision(plane);
    const { rows } = await bring(plane, staff(ADA, BO));
    expect(rows).toEqual([
      { sourceWorkerId: '1', state: 'known', workerKey: await plane.keyOf(1) },
      { sourceWorkerId: '2', state: 'known', workerKey: await plane.keyOf(2) },
    ]);
    expect(told(plane)).toHaveLength(1);
  });

  it('leaves out who has the address of a known worker, whom no import can tell from that one', async () => {
    const plane = await observing();
    const attributes = { workEmail: 'ada@example.com' };
    await plane.acme.deliver(lifecycleEvent(1, 'joined', { sourceKey: 'hr:9', attributes }));
    const { rows } = await bring(plane, staff(ADA));
    expect(rows).toEqual([{ sourceWorkerId: '1', state: 'same-address', workerKey: await plane.keyOf(9) }]);
    expect(told(plane)).toEqual([]);
  });

  it('lies behind what HR said after the staff were so, whichever arrives first', async () => {
    const plane = await observing();
    await bring(plane, staff(ADA));
    const [baseline] = told(plane);
    const moved = lifecycleEvent(5, 'moved', {
      attributes: { department: 'Sales' },
      date: '2026-03-01',
      occurredAt: Date.parse('2026-03-01T08:00:00Z'),
      order: `${String(Date.parse('2026-03-01T08:00:00Z')).padStart(16, '0')} evt_5`,
    });
    await plane.acme.deliver(moved, baseline!);
    const { targets } = onePlan(await plane.tell('plan', { source: 'hr:1' }));
    expect(targets.flatMap(({ steps }) => steps.map(({ rule }) => rule))).not.toContain('data');
  });

  it('ends the access of who leaves by the same id, as of anybody', async () => {
    const plane = await observing();
    await bring(plane, staff(ADA));
    await provision(plane);
    await plane.acme.deliver(lifecycleEvent(9, 'left', { occurredAt: Date.parse('2026-03-01T08:00:00Z') }));
    expect(await plane.tell('plan', { source: 'hr:1' })).toMatchObject({ standing: 'ended' });
  });

  it('is refused while a target is in a mode that would give access at once', async () => {
    const plane = await observing();
    await plane.tell('mode', { target: 'atlan-prod', mode: 'pilot', reason: 'agreed' });
    const input = { connection: 'hr', staff: staff(ADA), asOf: '2026-03-01', go: true };
    expect(await plane.ask('baseline import', input)).toMatchObject({
      kind: 'refused',
      error: 'conflict',
      because: expect.stringContaining('atlan-prod is in mode pilot'),
    });
    expect(told(plane)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no id', { ...ADA, sourceWorkerId: ' ' }, 'row 1, sourceWorkerId must hold'],
    ['no start', { sourceWorkerId: '1' }, 'row 1, startDate must hold'],
    ['a day that does not exist', { ...ADA, startDate: '2026-02-30' }, 'row 1, startDate must be a date that exists'],
    ['a zone that does not exist', { ...ADA, timeZone: '+02:00' }, 'row 1, timeZone must be an IANA time zone'],
    ['no address', { ...ADA, workEmail: 'ada' }, 'row 1, workEmail must be an e-mail address'],
    ['too long a text', { ...ADA, jobTitle: 'x'.repeat(257) }, 'row 1, jobTitle must be at most 256'],
    ['a column of no worker', { ...ADA, salary: '1' }, 'row 1, salary is no column'],
  ])('refuses a row with %s, and says where', async (_what, row, because) => {
    const plane = await observing();
    const input = { connection: 'hr', staff: staff(row), asOf: '2026-03-01', go: true };
    const answer = await plane.ask('baseline import', input);
    expect(answer).toMatchObject({ kind: 'refused', because: expect.stringContaining(because) });
  });

  it('refuses an instant ahead of the clock', async () => {
    const plane = await observing();
    const answer = await plane.ask('baseline import', { connection: 'hr', staff: staff(ADA), asOf: '2027-01-01' });
    expect(answer).toMatchObject({ kind: 'refused', error: 'conflict' });
  });
});
