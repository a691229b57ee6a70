import { expect, it } from 'vitest';

import { coverageOf, tableOf } from './coverage.ts';
import { type Played, play } from './play.ts';
import { invent } from './story/invent.ts';

/** As many as the suite has time for; `npm run simulate` plays more. */
const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);

it('keeps every rule in an invented company, whatever HR, the network, people and operators do', {
  timeout: 900_000,
}, async () => {
  const all: Played[] = [];
  for (const seed of SEEDS) all.push(await play(invent(seed)));
  process.stdout.write(`seeds 1 to ${SEEDS.length}\n${tableOf(coverageOf(all))}\n`);
  expect(all.flatMap(({ referee }) => referee.violations)).toEqual([]);
});
