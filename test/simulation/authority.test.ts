import { expect, it } from 'vitest';

import type { Authority } from '../../shared/domain/policy/authority.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { settle } from './scenarios.ts';

const PERSON = { workEmail: 'ada@example.com', workerType: 'employee' };
const byHr = (attributes = {}) => lifecycleEvent(1, 'joined', { attributes: { ...PERSON, ...attributes } });
const byPayroll = (attributes = {}) =>
  lifecycleEvent(2, 'joined', {
    connection: 'payroll',
    sourceKey: 'payroll:7',
    previousSourceKey: 'hr:1',
    attributes: { ...PERSON, ...attributes },
  });

/** The deployment of a configuration that differs in this alone. */
function declare({ deps }: Pick<Company, 'deps'>, authority: Authority) {
  const { policy } = deps;
  Object.assign(deps, { policy: { ...policy, access: { ...policy.access, authority } } });
}
const groups = async (acme: Company) => acme.groupsOf(acme.atlan.accounts()[0]!.id);

it('a worker of two HR systems gets what the rules give by the department of the one that is heard', async () => {
  const events = [byHr({ department: 'Sales' }), byPayroll({ department: 'Data' })];
  const plain = await company();
  await plain.deliver(...events);
  expect(await groups(plain)).toEqual(['all_staff', 'data_eng']);

  const acme = await company({ access: { authority: { department: ['hr'] } } });
  await acme.deliver(...events);
  expect(await groups(acme)).toEqual(['all_staff']);
  await acme.deliver(lifecycleEvent(3, 'moved', { attributes: { department: 'Data' } }));
  expect(await groups(acme)).toEqual(['all_staff', 'data_eng']);
});

it('is invited under the address of the one that is heard', async () => {
  const acme = await company({ access: { authority: { workEmail: ['hr'] } }, mode: 'observe' });
  await acme.deliver(byHr(), byPayroll({ workEmail: 'a.l@example.com' }));
  await acme.deps.ledger.flags.setMode('atlan-prod', 'enforce', 'test', acme.clock.now());
  await settle(acme);
  expect(acme.atlan.accounts().map(({ email }) => email)).toEqual(['ada@example.com']);
});

it('a declaration that leaves a worker without a role ends nothing: a person is asked', async () => {
  const acme = await company({ target: { withoutRole: 'end' } });
  await acme.deliver(byHr(), byPayroll());
  acme.atlan.accept('ada@example.com');
  await settle(acme);
  await acme.deliver(lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes: { workerType: 'contractor' } }));
  await settle(acme);
  expect(acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
  declare(acme, { workerType: ['hr'] });
  acme.clock.advance(25 * 60 * 60_000);
  await settle(acme);
  const key = await acme.deps.ledger.links.workerOf('hr:1');
  const worker = await acme.deps.ledger.workers.load(key!);
  expect(worker?.targets['atlan-prod']).toMatchObject({ state: 'held' });
  expect(acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
});

it('a manager is looked up under the connection that names them, also for the engagement of another one', async () => {
  const acme = await company({
    target: { leaverAssets: 'hand-over' },
    access: { authority: { managerSourceWorkerId: ['hr'] } },
  });
  const boss = { ...PERSON, workEmail: 'boss@example.com' };
  await acme.deliver(lifecycleEvent(9, 'joined', { sourceKey: 'hr:9', attributes: boss }));
  acme.atlan.accept('boss@example.com');
  const { previousSourceKey: _, ...first } = byPayroll();
  await acme.deliver(first, { ...byHr({ managerSourceWorkerId: '9' }), previousSourceKey: 'payroll:7' });
  acme.atlan.accept('ada@example.com');
  await settle(acme);
  const ada = acme.atlan.accounts().find(({ email }) => email === 'ada@example.com')!;
  acme.atlan.putAssets(ada.id, [{ id: 'g1', qualifiedName: 'default/T1' }]);
  const ends = { date: '2026-03-01' };
  await acme.deliver(
    lifecycleEvent(10, 'left', { ...ends, connection: 'payroll', sourceKey: 'payroll:7' }),
    lifecycleEvent(11, 'left', ends),
  );
  acme.clock.advance(120_000);
  await settle(acme);
  const key = (await acme.deps.ledger.links.workerOf('payroll:7')) ?? '';
  const chain = await acme.deps.ledger.receipts.chain(key);
  expect(chain.map(({ header }) => header.action)).toContain('hand-over-assets');
});

it('the account under an address that is a colleague’s, by the one that is heard, is a question when its former owner leaves', async () => {
  const acme = await company({ access: { authority: { workEmail: ['hr'] } } });
  await acme.deliver(byHr());
  acme.atlan.accept('ada@example.com');
  await settle(acme);
  const bob = { sourceKey: 'hr:2', attributes: { ...PERSON, workEmail: 'bob@example.com' } };
  await acme.deliver(lifecycleEvent(2, 'joined', bob));
  await acme.deliver(
    lifecycleEvent(4, 'moved', { ...bob, date: '2026-03-02', attributes: { workEmail: 'ada@example.com' } }),
    lifecycleEvent(5, 'joined', {
      connection: 'payroll',
      sourceKey: 'payroll:8',
      previousSourceKey: 'hr:2',
      attributes: { ...PERSON, workEmail: 'b.l@example.com' },
    }),
  );
  const [first] = acme.atlan.accounts();
  acme.atlan.put({ ...first!, email: undefined });
  acme.atlan.put({ ...first!, id: 'x' });
  await acme.deliver(lifecycleEvent(9, 'left', { date: '2026-03-01' }));
  // one of each of the two workers
  expect((await acme.deps.ledger.holds.listOpen(10)).map(({ kind }) => kind)).toEqual(['identity', 'identity']);
  expect(acme.atlan.accounts().find(({ id }) => id === 'x')).toMatchObject({ enabled: true });
});
