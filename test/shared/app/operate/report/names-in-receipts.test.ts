import { describe, expect, it } from 'vitest';

import type { Receipt } from '../../../../../shared/domain/receipt.ts';
import type { Ledger } from '../../../../../shared/ports/ledger/ledger.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane, OPERATOR } from '../control-plane.ts';

const attributes = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };

/** Ada joined, moved out of Data, and was ended by an operator. */
async function disabled() {
  const plane = await controlPlane();
  await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes }));
  plane.acme.atlan.accept('ada@example.com');
  await plane.acme.deliver(lifecycleEvent(2, 'moved', { attributes: { ...attributes, department: 'Sales' } }));
  await plane.tell('disable', { source: 'hr:1', reason: 'a stolen laptop' });
  Object.assign(plane.deps, { operators: { [OPERATOR]: { name: 'Mara' } } });
  return plane;
}

describe('what receipts tell', () => {
  it('names the role and the groups, those that were taken away too, and not their ids', async () => {
    const plane = await disabled();
    const [worker] = (await plane.tell('explain', { source: 'hr:1' })).workers;
    const steps = worker!.receipts.map(({ action, role, groups }) => [action, role ?? groups]);
    expect(steps).toEqual(
      expect.arrayContaining([
        ['invite', '$member'],
        ['add-to-groups', ['All Staff', 'Data Eng']],
        ['remove-from-group', ['Data Eng']],
        ['remove-from-group', ['All Staff']],
        ['disable', undefined],
      ]),
    );
    expect(worker!.chain).toMatchObject({ verified: true });
  });

  it('names the groups of an account that are ours', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes }));
    const [worker] = (await plane.tell('explain', { source: 'hr:1' })).workers;
    expect(worker!.targets[0]!.accounts[0]!.groups!.toSorted()).toEqual(['All Staff', 'Data Eng']);
  });

  it('names the operator whose word it followed as the configuration does now', async () => {
    const plane = await disabled();
    const { workers, story } = await plane.tell('explain', { source: 'hr:1' });
    expect(workers[0]!.receipts.find(({ action }) => action === 'disable')).toMatchObject({ actor: 'Mara' });
    expect(workers[0]!.overrides).toMatchObject([{ actor: 'Mara' }]);
    expect(story.join('\n')).toMatch(/disable of account \S+, because of override \S+ of Mara: ended/);
    expect(story.join('\n')).not.toContain(OPERATOR);
    const { rows } = await plane.tell('report leavers', { from: '2026-03-01', to: '2026-03-31' });
    expect(rows).toMatchObject([{ decidedBy: { how: 'operator', actor: 'Mara' } }]);
    expect((await plane.tell('report access')).rows).toMatchObject([{ lastReceipt: { actor: 'Mara' } }]);
  });

  it('is ids where the names were never written down', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes }));
    const { ledger } = plane.deps;
    const withoutNames = ({ header, payload }: Receipt): Receipt => ({
      header,
      payload: Object.fromEntries(Object.entries(payload ?? {}).filter(([name]) => name !== 'groups')),
    });
    const receipts: Ledger['receipts'] = {
      last: (workerKey) => ledger.receipts.last(workerKey),
      erase: (workerKey) => ledger.receipts.erase(workerKey),
      append: (receipt) => ledger.receipts.append(receipt),
      chain: async (...about) => (await ledger.receipts.chain(...about)).map(withoutNames),
    };
    Object.assign(plane.deps, { ledger: { ...ledger, receipts } });
    const [worker] = (await plane.tell('explain', { source: 'hr:1' })).workers;
    const [account] = worker!.targets[0]!.accounts;
    const added = worker!.receipts.find(({ action }) => action === 'add-to-groups');
    expect(added!.groups!.toSorted()).toEqual(account!.ownedGroups.toSorted());
  });
});
