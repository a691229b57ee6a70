import { expect, it } from 'vitest';

import {
  KINDS,
  type Kind,
  type LifecycleEvent,
  PHASES,
  type Phase,
} from '../../shared/domain/event/lifecycle-event.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const DAY_MS = 24 * 60 * 60_000;
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Sales' };

/** What was said of the worker before, and accepted. The pipeline's clock begins on 2 March. */
const SITUATIONS: Readonly<Record<string, (said: LifecycleEvent) => readonly LifecycleEvent[]>> = {
  'HR has said nothing': () => [],
  'works here since 1 February': () => [lifecycleEvent(1, 'joined', { date: '2026-02-01', attributes: ada })],
  'works here, and this was said before, as `effective`': ({ kind }) => [
    lifecycleEvent(1, 'joined', { date: '2026-02-01', attributes: ada }),
    said(2, kind, 'effective'),
  ],
  'left on 20 February': () => [
    lifecycleEvent(1, 'joined', { date: '2026-02-01', attributes: ada }),
    lifecycleEvent(2, 'left', { date: '2026-02-20' }),
  ],
};

/** An event of 2 March, for 3 March, that names the address and another department. */
function said(n: number, kind: Kind, phase: Phase): LifecycleEvent {
  const occurredAt = Date.parse('2026-03-02T00:00:00Z') + n * 1_000;
  const event = lifecycleEvent(n, kind, { phase, date: '2026-03-03', attributes: { ...ada, department: 'Data' } });
  return { ...event, occurredAt, order: event.order.replace(/^\d+/, String(occurredAt).padStart(16, '0')) };
}

async function accessOf(acme: Company) {
  const [account] = acme.atlan.accounts();
  if (!account) return { state: 'none', groups: [] as readonly string[] };
  return { state: account.enabled === false ? 'ended' : 'on', groups: await acme.groupsOf(account.id) };
}

/** What comes of it by 6 March, in words. */
async function outcomeOf(before: readonly LifecycleEvent[], event: LifecycleEvent): Promise<string> {
  const acme = await company({ target: { onLeave: 'disable' } });
  for (const one of before) await acme.deliver(one);
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  const [first, holdsBefore] = [await accessOf(acme), await acme.deps.ledger.holds.listOpen(10)];
  await acme.deliver(event);
  for (let day = 0; day < 4; day++) {
    acme.clock.advance(DAY_MS);
    await acme.tick();
  }
  const last = await accessOf(acme);
  const asked = (await acme.deps.ledger.holds.listOpen(10)).filter(({ id }) =>
    holdsBefore.every((one) => one.id !== id),
  );
  const isInData = last.groups.includes('data_eng');
  const words = [
    ...(last.state === first.state
      ? []
      : [
          ACCESS[`${first.state} ${last.groups.length > 0 && last.state === 'ended' ? 'resting' : last.state}`] ??
            `${first.state}, ${last.state}`,
        ]),
    ...(last.state === 'on' && first.state === 'on' && isInData !== first.groups.includes('data_eng')
      ? [isInData ? 'the new department counts' : 'the former department counts again']
      : []),
    ...[...new Set(asked.map(({ kind }) => kind))].map((kind) => `a person is asked (\`${kind}\`)`),
  ];
  return words.join('; ') || 'nothing';
}

const ACCESS: Readonly<Record<string, string>> = {
  'none on': 'is invited',
  'on ended': 'access ends',
  'on resting': 'sign-in is off, role and groups stay',
  'ended on': 'access comes back',
};

it('what each kind and phase comes to stands in the docs', { timeout: 900_000 }, async () => {
  const situations = Object.entries(SITUATIONS);
  const rows: string[] = [];
  for (const kind of KINDS) {
    for (const phase of PHASES) {
      const cells = [];
      for (const [, before] of situations) {
        const event = said(9, kind, phase);
        cells.push(await outcomeOf(before(event), event));
      }
      rows.push(`| \`${kind}\` | \`${phase}\` | ${cells.join(' | ')} |`);
    }
  }
  const heads = ['kind', 'phase', ...situations.map(([name]) => name)];
  const page = [
    '# What each kind and phase comes to',
    '',
    'Written by a test that plays each of them. The event is sent on 2 March for 3 March, and names the address and another department than before. The cell is what',
    'has come of it by 6 March. The target has `onLeave: disable`; with `keep` a leave changes nothing, with `reduce` the role is the least one meanwhile.',
    '',
    `| ${heads.join(' | ')} |`,
    `| ${heads.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../docs/generated/kinds-and-phases.md');
});
