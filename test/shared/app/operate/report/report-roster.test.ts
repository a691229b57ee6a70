import { describe, expect, it } from 'vitest';

import { staffTable } from '../../../../../shared/contracts/operate/baseline/staff-row.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const email = (n: number) => `p${n}@example.com`;
const joins = (n: number, more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: 'Sales' },
    ...more,
  });
const leaves = (n: number, more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(1000 + n, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01', ...more });
const onList = (n: number, more: Record<string, string> = {}) => ({
  sourceWorkerId: String(n),
  startDate: '2026-03-01',
  workEmail: email(n),
  department: 'Sales',
  ...more,
});

/** Workers 1 to `count`, who joined on 1 March; it is 2 March. */
async function staffOf(count: number) {
  const plane = await controlPlane({ target: { limits: { grants: { min: 1000 } } } });
  await plane.acme.deliver(...Array.from({ length: count }, (_, n) => joins(n + 1)));
  return plane;
}
/** The number of the worker among the first five. */
async function numberOf(worker: string | undefined, plane: ControlPlane) {
  const keys = await Promise.all([1, 2, 3, 4, 5].map((n) => plane.keyOf(n)));
  return keys.indexOf(worker ?? '') + 1;
}
const compared = (plane: ControlPlane, rows: readonly Record<string, string>[], more: object = {}) =>
  plane.tell('report roster', { connection: 'hr', staff: staffTable(rows), ...more });

describe('report roster', () => {
  it('finds nothing where the list and the events agree', async () => {
    const plane = await staffOf(2);
    expect(await compared(plane, [onList(1), onList(2, { department: ' SALES' })])).toEqual({
      connection: 'hr',
      compared: 2,
      access: 2,
      rows: [],
      mayBeIncomplete: false,
    });
  });

  it('names who has access and is not in the list, first, and leaves them their access', async () => {
    const plane = await staffOf(4);
    const answer = await compared(plane, [onList(9), onList(1), onList(2), onList(3)]);
    const missing = await plane.keyOf(4);
    expect(answer).toMatchObject({
      access: 4,
      rows: [
        {
          state: 'missing',
          workerKey: missing,
          sourceKeys: ['hr:4'],
          since: '2026-03-01',
          targets: ['atlan-prod'],
        },
        { state: 'unknown', row: 1, sourceWorkerId: '9' },
      ],
      mayBeIncomplete: false,
    });
    await plane.acme.tick();
    expect(plane.queue.messages).toEqual([]);
    expect(await plane.tell('find', { worker: missing })).toMatchObject({ workers: [{ standing: 'active' }] });
    expect((await plane.tell('hold list')).holds).toEqual([]);
  });

  it('says that a list may be incomplete which lacks more than a third', async () => {
    const plane = await staffOf(3);
    expect(await compared(plane, [onList(1), onList(2)])).toMatchObject({ mayBeIncomplete: false });
    expect(await compared(plane, [onList(1)])).toMatchObject({ mayBeIncomplete: true, rows: [{}, {}] });
  });

  it('does not miss who ended, starts later, has no access, or is sponsored', async () => {
    const plane = await staffOf(3);
    await plane.acme.deliver(
      leaves(1),
      joins(4, { date: '2026-03-20' }),
      joins(5, { attributes: { workEmail: email(5), workerType: 'guest' } }),
    );
    await plane.tell('disable', { source: 'hr:2', reason: 'a stolen laptop' });
    const person = { id: 'po-1', email: 'cleo@example.com', displayName: 'Cleo', workerType: 'employee' };
    const sponsor = await plane.keyOf(3);
    await plane.tell('worker sponsor', { ...person, sponsor, until: '2026-04-30', reason: 'an audit' });
    await plane.provision();
    expect(await compared(plane, [onList(3)])).toMatchObject({ access: 1, rows: [] });
  });

  it('has whom an operator keeps as one whom HR ended', async () => {
    const plane = await staffOf(5);
    await plane.acme.deliver(...[1, 2, 3, 4, 5].map((n) => leaves(n)));
    const { holds } = await plane.tell('hold list');
    const kept = { instead: 'access-kept', until: '2026-06-30', reason: 'a wrong import' };
    await plane.tell('hold reject', { hold: holds[0]!.id, ...kept });
    const worker = holds[0]!.workerKey;
    expect(await plane.tell('find', { worker })).toMatchObject({ workers: [{ standing: 'active' }] });
    const row = onList(await numberOf(worker, plane));
    expect(await compared(plane, [row])).toMatchObject({ access: 0, rows: [{ state: 'ended', workerKey: worker }] });
  });

  it('sets apart who works here by another system’s word too, and leaves out whom only that one knows', async () => {
    const plane = await staffOf(1);
    const elsewhere = (n: number, address: string) =>
      joins(n, {
        connection: 'payroll',
        sourceKey: `payroll:${n}`,
        attributes: { workEmail: address, workerType: 'employee', displayName: 'One' },
      });
    await plane.acme.deliver(
      lifecycleEvent(49, 'identity_changed', { sourceKey: 'hr:1', attributes: { displayName: 'One' } }),
      elsewhere(50, email(1)),
      elsewhere(51, email(51)),
    );
    expect(await compared(plane, [onList(8)])).toMatchObject({
      access: 0,
      rows: [
        { state: 'elsewhere', workerKey: await plane.keyOf(1), sourceKeys: ['hr:1', 'payroll:50'] },
        { state: 'unknown' },
      ],
    });
  });

  it('names rows whose worker has ended here, and rows under a new id by who has the address', async () => {
    const plane = await staffOf(2);
    await plane.acme.deliver(leaves(1));
    expect(await compared(plane, [onList(1), onList(7, { workEmail: email(2) }), onList(2)])).toMatchObject({
      rows: [
        { state: 'unknown', row: 2, sourceWorkerId: '7', workerKey: await plane.keyOf(2) },
        { state: 'ended', row: 1, sourceWorkerId: '1', endedAt: '2026-03-02T00:00:00.000Z' },
      ],
    });
  });

  it('names the attributes of rules that differ, without their values, and a start that is later here or was lost', async () => {
    const plane = await staffOf(1);
    const said = { workEmail: email(3), department: 'Sales' };
    await plane.acme.deliver(
      joins(2, { date: '2026-03-20' }),
      lifecycleEvent(3, 'moved', { sourceKey: 'hr:3', attributes: said }),
    );
    const answer = await compared(plane, [
      onList(1, { department: 'Secret', jobTitle: 'Head', workerType: '' }),
      onList(2),
      onList(3),
    ]);
    expect(answer.rows).toMatchObject([
      { state: 'differs', row: 1, attributes: ['department'] },
      { state: 'differs', row: 2, attributes: ['startDate'] },
      { state: 'differs', row: 3, attributes: ['startDate'] },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/Secret|Sales|@/);
  });

  it('compares the later part of a list by itself, and says whom it has', async () => {
    const plane = await staffOf(2);
    expect(await compared(plane, [onList(2), onList(9)], { after: '100' })).toMatchObject({
      compared: 2,
      access: 0,
      rows: [{ state: 'unknown', row: 102 }],
      listed: [await plane.keyOf(2)],
    });
  });

  it('goes on where the time of a call was over', async () => {
    const plane = await staffOf(25);
    const workers = { ...plane.deps.ledger.workers };
    let reads = 0;
    const load = async (key: string) => {
      reads += 1;
      if (reads === 20) plane.acme.clock.advance(30_000);
      return workers.load(key);
    };
    Object.assign(plane.deps.ledger.workers, { load });
    const list = Array.from({ length: 5 }, (_, n) => onList(n + 100));
    const first = await compared(plane, list);
    expect(first.next).toBeDefined();
    const rest = await compared(plane, list, { cursor: first.next });
    expect([first.access + rest.access, first.compared, rest.compared, rest.next]).toEqual([25, 5, 0, undefined]);
  });

  it('refuses a row that cannot be read, and says where', async () => {
    const plane = await staffOf(0);
    const staff = staffTable([onList(1), onList(2, { startDate: '1.3.2026' })]);
    expect(await plane.ask('report roster', { connection: 'hr', staff, after: '100' })).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('row 102, startDate must be a date'),
    });
  });
});
