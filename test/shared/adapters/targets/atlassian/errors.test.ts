import { describe, expect, it } from 'vitest';

import { readErrorBody } from '../../../../../shared/adapters/targets/atlassian/http/error-body.ts';
import { judge } from '../../../../../shared/adapters/targets/atlassian/http/verdict.ts';
import { atlassianOnSimulator } from '../../../../support/atlassian.ts';

const ada = 'ada@example.com';
const SHAPES = ['errors', 'code', 'timestamp', 'key', 'none'] as const;

describe('an error body', () => {
  it.each([
    [
      '{"errors":[{"id":"1","status":"403","code":"ADMIN-403-5","title":"x","detail":"ada@example.com"}]}',
      true,
      'ADMIN-403-5',
    ],
    ['{"timestamp":"2026-11-27T00:00:00Z","status":403,"error":"Forbidden","message":"x","path":"/"}', true, undefined],
    ['{"key":"forbidden.action"}', true, 'forbidden.action'],
    ['{"code":401,"message":"Unauthorized"}', false, undefined],
    ['{"errors":[]}', false, undefined],
    ['{"errors":["ada@example.com"]}', true, undefined],
    ['{"key":"ada@example.com"}', false, undefined],
    ['<html></html>', false, undefined],
    ['', false, undefined],
  ])('is read in whichever shape it has, and keeps no text: %s', (text, fromService, code) => {
    expect(readErrorBody(text)).toEqual({ fromService, isScope: false, ...(code !== undefined && { code }) });
  });
});

describe('a no, in each shape and in none', () => {
  it.each(SHAPES)(
    'to a write about an account that is not there is about the account or about the way (%s)',
    async (errorShape) => {
      await using far = await atlassianOnSimulator({ options: { errorShape } });
      const outcome = await far.target.setEnabled('712020:nobody', false, far.call);
      // a 404 that the service did not sign says that the service is not there
      if (errorShape === 'code' || errorShape === 'none')
        expect(outcome).toMatchObject({ kind: 'wait', cause: 'down' });
      else expect(outcome).toMatchObject({ kind: 'refused', reason: 'not-found' });
    },
  );

  it.each(SHAPES)('to an invitation for want of a seat is a wait for one (%s)', async (errorShape) => {
    await using far = await atlassianOnSimulator({ options: { errorShape, seats: 0 } });
    const results = await far.target.invite([{ email: ada, role: 'user' }], far.call);
    expect(results.get(ada)).toMatchObject({ kind: 'wait', cause: 'seat' });
  });
});

describe('a key that has scopes', () => {
  it.each([
    [401, 'credentials'],
    [403, 'forbidden'],
  ] as const)('may read, and is told what is needed when a write is answered %i', async (scopedKey, cause) => {
    await using far = await atlassianOnSimulator({ options: { scopedKey } });
    const id = await far.person(ada);
    expect(await far.target.findByIds([id], far.call)).toMatchObject({ kind: 'done' });
    expect(await far.target.setEnabled(id, false, far.call)).toMatchObject({
      kind: 'wait',
      cause,
      because: expect.stringContaining('an organisation API key without scopes: make one in Atlassian Administration'),
    });
  });
});

describe('a limit that is passed', () => {
  it('is waited for until the instant that the answer names', async () => {
    await using far = await atlassianOnSimulator({ options: { requestsPerMinute: 3, blockSeconds: 45 } });
    for (let times = 0; times < 4; times++) expect(await far.target.identity(far.call)).toMatchObject({ kind: 'done' });
    expect(far.clock.pauses).toEqual([45_000]);
    expect(far.sent.find(({ status }) => status === 429)?.limits).toMatchObject({
      'x-ratelimit-limit': '3',
      'x-ratelimit-reset': expect.stringMatching(/^2026-11-27T09:00:45/),
    });
  });
});

describe('the policy for one answer', () => {
  const request = (reads: boolean) => ({ operation: 'x', method: 'POST', path: '/', reads }) as const;
  const answer = (status: number, text = '') => ({ kind: 'answer', status, headers: new Headers(), text }) as const;

  it.each([
    [500, true, 'rejected'],
    [500, false, 'lost'],
    [502, true, 'again'],
    [502, false, 'lost'],
    [302, true, 'again'],
    [415, false, 'rejected'],
    [401, true, 'unauthorised'],
    [429, false, 'rate-limited'],
  ])('is, for %i (a read: %s), %s', (status, reads, kind) => {
    expect(judge(request(reads), answer(status)).kind).toBe(kind);
  });

  it.each([
    ['ADMIN-403-3', 'forbidden'],
    ['ADMIN-UAM-403-1', 'forbidden'],
    ['ADMIN-403-5', 'rejected'],
    ['ADMIN-403-7', 'rejected'],
    ['ADMIN-UAM-403-2', 'rejected'],
  ])('tells a no about the key from one about a group or an account: %s', (code, kind) => {
    expect(judge(request(false), answer(403, JSON.stringify({ errors: [{ code }] }))).kind).toBe(kind);
  });
});
