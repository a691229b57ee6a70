import { expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane } from '../control-plane.ts';

it('explain says which connection gives an attribute in place of another one, and not the value', async () => {
  const plane = await controlPlane();
  await plane.acme.deliver(
    lifecycleEvent(1, 'joined', { attributes: { department: 'Sales' } }),
    lifecycleEvent(2, 'joined', {
      connection: 'payroll',
      sourceKey: 'payroll:7',
      previousSourceKey: 'hr:1',
      attributes: { department: 'Data' },
    }),
  );
  const explained = async () => (await plane.tell('explain', { source: 'hr:1' })).workers[0];
  expect((await explained())?.standing).not.toHaveProperty('attributesFrom');
  const { policy } = plane.deps;
  Object.assign(plane.deps, { policy: { ...policy, access: { ...policy.access, authority: { department: ['hr'] } } } });
  const worker = await explained();
  expect(worker?.standing.attributesFrom).toEqual([{ attribute: 'department', connection: 'hr' }]);
  expect(JSON.stringify(worker)).not.toContain('Sales');
});
