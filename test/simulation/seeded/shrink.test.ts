import { expect, it } from 'vitest';

import { shrink } from './shrink.ts';
import { invent } from './story/invent.ts';

it('leaves of a history what its failure needs, and nothing else', async () => {
  const history = invent(1);
  const needed = history.steps.filter(({ does }) => does === 'say').slice(3, 5);
  const small = await shrink(history, async ({ steps }) => needed.every((step) => steps.includes(step)));
  expect(small.steps).toEqual(needed);
});

it('invents the same company for the same seed, and another one for another', () => {
  expect(invent(7)).toEqual(invent(7));
  expect(invent(7)).not.toEqual(invent(8));
});
