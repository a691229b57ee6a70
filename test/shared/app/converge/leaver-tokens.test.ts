import { describe, expect, it } from 'vitest';

import { done } from '../../../../shared/domain/outcome.ts';
import type { Target } from '../../../../shared/ports/target/target.ts';
import { type Company, type CompanySettings, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const DAY_MS = 24 * 60 * 60_000;
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };

/** A company whose one worker made API tokens, with the calls about sign-in and tokens in their order. */
async function maker(
  tokenIds: readonly string[],
  target: CompanySettings['target'] = {},
  change: (target: Target) => Partial<Target> = () => ({}),
) {
  const calls: string[] = [];
  const acme = await company({
    target,
    between: withTargets((real) => {
      const changed = { ...real, ...change(real) };
      return {
        setEnabled: async (...args) => {
          calls.push('disable');
          return changed.setEnabled(...args);
        },
        tokensOf: async (...args) => {
          calls.push('list');
          return changed.tokensOf(...args);
        },
        revokeToken: async (...args) => {
          calls.push(`revoke ${args[1]}`);
          return changed.revokeToken!(...args);
        },
      };
    }),
  });
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  acme.atlan.putTokens(acme.atlan.accounts()[0]!.id, tokenIds);
  return { acme, calls };
}

const leave = (acme: Company) => acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));

async function workerOf({ deps: { ledger } }: Company) {
  const key = (await ledger.links.workerOf('hr:1')) ?? '';
  const worker = await ledger.workers.load(key);
  const record = worker?.targets['atlan-prod'];
  return { record, left: record?.accounts[0]?.tokens, chain: await ledger.receipts.chain(key) };
}

const told = (acme: Company, name: string) => acme.notices.filter((notice) => notice.name === name).length;
const stillThere = async (acme: Company) => {
  const seen = await acme.atlan.tokensOf(acme.atlan.accounts()[0]!, { deadline: Number.MAX_SAFE_INTEGER });
  return seen.kind === 'done' ? seen.value.map(({ id }) => id) : seen;
};

describe('the API tokens that a leaver made', () => {
  it('are listed once the sign-in has ended, told every day while they work, and remembered', async () => {
    const { acme, calls } = await maker(['t1', 't2']);
    await leave(acme);
    expect(calls).toEqual(['disable', 'list']);
    expect((await workerOf(acme)).left).toMatchObject({ count: 2, ids: ['t1', 't2'], ours: [] });
    expect(told(acme, 'leaver-holds-tokens')).toBe(1);
    acme.clock.advance(DAY_MS);
    await acme.tick();
    expect(told(acme, 'leaver-holds-tokens')).toBe(2);
    acme.atlan.putTokens(acme.atlan.accounts()[0]!.id, []);
    acme.clock.advance(DAY_MS);
    await acme.tick();
    expect(told(acme, 'leaver-holds-tokens')).toBe(2);
    expect((await workerOf(acme)).left).toMatchObject({ count: 0, ids: [] });
  });

  it('cost one request where there are none, and none at later checks', async () => {
    const { acme, calls } = await maker([]);
    await leave(acme);
    acme.clock.advance(DAY_MS);
    await acme.tick();
    expect(calls).toEqual(['disable', 'list']);
    expect(told(acme, 'leaver-holds-tokens')).toBe(0);
  });

  it('are revoked where the target says so, each with a receipt that was read back', async () => {
    const { acme, calls } = await maker(['t1', 't2'], { leaverTokens: 'revoke' });
    await leave(acme);
    expect(calls).toEqual(['disable', 'list', 'revoke t1', 'revoke t2', 'list']);
    expect(await stillThere(acme)).toEqual([]);
    expect(told(acme, 'leaver-holds-tokens')).toBe(0);
    const { chain, record } = await workerOf(acme);
    const revoked = chain.filter(({ header }) => header.action === 'revoke-token');
    expect(revoked.map(({ header, payload }) => [header.verdict, payload?.['tokenId']])).toEqual([
      ['intended', 't1'],
      ['intended', 't2'],
      ['ended', 't1'],
      ['ended', 't2'],
    ]);
    expect(record).toMatchObject({ state: 'converged', because: 'Access ended' });
  });

  it('are not revoked where this system works with them, and that is told', async () => {
    const { acme, calls } = await maker(['t1', 'ours'], { leaverTokens: 'revoke' });
    acme.atlan.workWith('ours');
    await leave(acme);
    expect(calls).toEqual(['disable', 'list', 'revoke t1', 'list']);
    expect(await stillThere(acme)).toEqual(['ours']);
    expect((await workerOf(acme)).left).toMatchObject({ count: 1, ours: ['ours'] });
    expect(told(acme, 'leaver-holds-tokens')).toBe(1);
  });

  it('are told when the target refuses to revoke them, which is tried again after a day', async () => {
    const because = 'atlan-prod does not let this token revoke others';
    const { acme, calls } = await maker(['t1'], { leaverTokens: 'revoke' }, () => ({
      revokeToken: async () => ({ kind: 'refused', reason: 'not-allowed', because }),
    }));
    await leave(acme);
    expect(told(acme, 'leaver-holds-tokens')).toBe(1);
    const { record } = await workerOf(acme);
    expect(record).toMatchObject({ state: 'converged', refusals: [{ rung: 'revoke-token', because }] });
    acme.clock.advance(2 * DAY_MS);
    await acme.tick();
    expect(calls.filter((call) => call === 'revoke t1')).toHaveLength(2);
  });

  it('stop nothing when the target does not list them, and are asked for again within the hour', async () => {
    let isAway = true;
    const { acme } = await maker(['t1'], {}, (real) => ({
      tokensOf: async (...args) =>
        isAway ? { kind: 'retryable', because: 'atlan-prod lists nothing' } : real.tokensOf(...args),
    }));
    await leave(acme);
    expect((await workerOf(acme)).record).toMatchObject({ state: 'converged', overAt: expect.any(Number) });
    expect([told(acme, 'leaver-tokens-unknown'), told(acme, 'leaver-holds-tokens')]).toEqual([1, 0]);
    isAway = false;
    acme.clock.advance(60 * 60_000);
    await acme.tick();
    expect(told(acme, 'leaver-holds-tokens')).toBe(1);
  });

  it('count as not revoked while the target still lists them', async () => {
    const { acme } = await maker(['t1'], { leaverTokens: 'revoke' }, () => ({
      revokeToken: async () => done(undefined),
    }));
    await leave(acme);
    const { record, chain } = await workerOf(acme);
    expect(chain.at(-1)?.header).toMatchObject({ action: 'revoke-token', verdict: 'unverified' });
    expect(record).toMatchObject({ state: 'failing', overAt: expect.any(Number) });
  });

  it('stay while their maker starts again within days, and are told', async () => {
    const { acme } = await maker(['t1'], { leaverTokens: 'revoke' });
    await acme.deliver(
      lifecycleEvent(3, 'left', { date: '2026-03-01' }),
      lifecycleEvent(4, 'rehired', { date: '2026-03-09', attributes: ada }),
    );
    expect(await stillThere(acme)).toEqual(['t1']);
    expect(told(acme, 'leaver-holds-tokens')).toBeGreaterThan(0);
  });

  it('are only noted down in observe mode', async () => {
    const { acme } = await maker(['t1'], { leaverTokens: 'revoke' });
    await acme.deps.ledger.flags.setMode('atlan-prod', 'observe', 'test', acme.clock.now());
    await leave(acme);
    expect(await stillThere(acme)).toEqual(['t1']);
  });
});
