import { expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };

it('the tokens that a leaver made stand in the report and in what is explained of them', async () => {
  const plane = await controlPlane();
  await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  plane.acme.atlan.accept('ada@example.com');
  plane.acme.atlan.putTokens(plane.acme.atlan.accounts()[0]!.id, ['t1', 't2']);
  await plane.acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));

  const { rows } = await plane.tell('report leavers', { from: '2026-03-01', to: '2026-03-31' });
  expect(rows).toMatchObject([{ state: 'ended', tokens: 2 }]);
  const { workers, story } = await plane.tell('explain', { source: 'hr:1' });
  expect(workers[0]?.targets[0]?.accounts).toMatchObject([{ tokens: { count: 2, ids: ['t1', 't2'], ours: [] } }]);
  expect(story.join('\n')).toMatch(/2 API tokens that account \S+ made still work \(t1, t2\)/);
});
