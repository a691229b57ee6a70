import { expect, it } from 'vitest';

import { coverageOf, tableOf } from './coverage.ts';
import { FAULT_KINDS } from './history.ts';
import { type Played, play } from './play.ts';
import { invent } from './story/invent.ts';

/** As many as the suite has time for; `npm run simulate` plays more. */
const SEEDS = 4;
/** How often each kind and phase, and each fault, has to have occurred. */
const LEAST = 4;

/** Each kind with each phase that the lives of the simulation say. */
const IN_USE = [
  'joined scheduled',
  'joined effective',
  'joined corrected',
  'joined cancelled',
  'rehired scheduled',
  'rehired effective',
  'moved scheduled',
  'moved effective',
  'moved corrected',
  'moved cancelled',
  'left scheduled',
  'left effective',
  'left corrected',
  'left cancelled',
  'identity_changed scheduled',
  'identity_changed effective',
  'leave_started scheduled',
  'leave_started effective',
  'leave_ended effective',
  'converted effective',
  'record_deleted effective',
  'observed effective',
];

it(`keeps every rule in ${SEEDS} companies, whatever HR, the network, people and operators do`, {
  timeout: 900_000,
}, async () => {
  const all: Played[] = [];
  const broken: object[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const played = await play(invent(seed));
    all.push(played);
    broken.push(...played.referee.violations.slice(0, 1).map((violation) => ({ seed, ...violation })));
  }
  const covered = coverageOf(all);
  process.stdout.write(`${SEEDS} seeds\n${tableOf(covered)}\n`);
  expect(broken).toEqual([]);
  const rare = [
    ...IN_USE.filter((name) => (covered.events[name] ?? 0) < LEAST),
    ...FAULT_KINDS.filter((kind) => covered.faults[kind] < LEAST),
  ];
  expect(rare).toEqual([]);
});
