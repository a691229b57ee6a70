import { describe, expect, it } from 'vitest';

import { unleashOnSimulator } from '../../../../support/unleash.ts';
import { between } from '../../../../support/unleash-between.ts';
import { ada, invite, put } from './asked-of-unleash.ts';

describe('creating a user', () => {
  it('keeps nothing of the link that lets a stranger set the password', async () => {
    await using unleash = await unleashOnSimulator();
    const invited = await invite(unleash, ada);
    const listed = await unleash.target.listAccounts(undefined, unleash.call);
    expect(JSON.stringify([invited, listed, unleash.sent])).not.toMatch(/token|inviteLink|http/i);
  });

  it('sends the id of the role, and lets Unleash send no mail unless the configuration says so', async () => {
    await using unleash = await unleashOnSimulator();
    await using proxy = await between({ baseUrl: unleash.secret.value.baseUrl });
    unleash.secret.value = { ...unleash.secret.value, baseUrl: proxy.baseUrl };
    await invite(unleash, ada, 'viewer');
    const mailing = unleash.another({ settings: { unleash: { sendEmail: true } } });
    await mailing.invite([{ email: 'Bob@Example.com', role: 'editor' }], unleash.call);
    expect(proxy.passed.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { email: ada, rootRole: 3, sendEmail: false },
      { email: 'bob@example.com', rootRole: 2, sendEmail: true },
    ]);
  });

  it('finds who is there already, whatever their role', async () => {
    await using unleash = await unleashOnSimulator();
    const id = await put(unleash, { email: ada, role: 'admin' });
    expect(await invite(unleash, ada)).toMatchObject({ value: { how: 'existed', account: { id, role: 'admin' } } });
  });

  it('is a conflict where a service account has the address', async () => {
    await using unleash = await unleashOnSimulator();
    await put(unleash, { email: ada, service: true });
    expect(await invite(unleash, ada)).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      because: expect.stringContaining('service account'),
    });
  });

  it('makes one user when two processes create the same one at once', async () => {
    await using unleash = await unleashOnSimulator();
    const other = unleash.another({});
    const answers = await Promise.all(
      [unleash.target, other].map(async (target) =>
        (await target.invite([{ email: ada, role: 'editor' }], unleash.call)).get(ada),
      ),
    );
    expect(answers.map((one) => one?.kind === 'done' && one.value.how)).toEqual(
      expect.arrayContaining(['existed', 'invited']),
    );
    expect((await unleash.state()).users).toHaveLength(1);
  });

  it('that was accepted, and whose look was not answered, is not called undone', async () => {
    await using unleash = await unleashOnSimulator();
    await unleash.control('PUT', 'faults', [{ kind: 'unavailable-503', endpoint: 'GET /api/admin/user-admin/{id}' }]);
    expect(await invite(unleash, ada)).toEqual({ kind: 'done', value: { how: 'unseen' } });
  });

  it('reads ten new users back by one list', async () => {
    await using unleash = await unleashOnSimulator();
    const ten = Array.from({ length: 10 }, (_, n) => ({ email: `p${n}@example.com`, role: 'editor' }));
    const results = await unleash.target.invite(ten, unleash.call);
    expect([...results.values()].every((one) => one.kind === 'done' && one.value.how === 'invited')).toBe(true);
    expect(unleash.sent).toHaveLength(11);
  });
});

describe('the limit of twenty new users a minute', () => {
  it('keeps back only the creating of users, in this process, until its minute is over', async () => {
    await using unleash = await unleashOnSimulator({ options: { createsPerMinute: 2 } });
    const four = Array.from({ length: 4 }, (_, n) => ({ email: `p${n}@example.com`, role: 'editor' }));
    const before = unleash.clock.now();
    const results = [...(await unleash.target.invite(four, unleash.call)).values()];
    expect(results.map(({ kind }) => kind)).toEqual(['wait', 'wait', 'done', 'done']);
    expect(results[0]).toMatchObject({ kind: 'wait', cause: 'paced', retryAt: before + 60_000 });
    expect(unleash.clock.pauses, 'no caller waits for it').toEqual([]);

    const posts = unleash.sent.filter(({ operation }) => operation === 'users.create').length;
    expect(await invite(unleash, 'p9@example.com')).toMatchObject({ cause: 'paced' });
    expect(unleash.sent.filter(({ operation }) => operation === 'users.create')).toHaveLength(posts);
    const [{ id } = { id: '' }] = (await unleash.state()).users;
    expect(await unleash.target.deleteAccount?.(id, unleash.call)).toMatchObject({ kind: 'done' });

    unleash.clock.advance(60_000);
    expect(await invite(unleash, 'p9@example.com')).toMatchObject({ kind: 'done' });
  });

  it('lets an operator try at once', async () => {
    await using unleash = await unleashOnSimulator({ options: { createsPerMinute: 1 } });
    await invite(unleash, 'p0@example.com');
    await invite(unleash, 'p1@example.com');
    await unleash.control('PATCH', 'options', { createsPerMinute: null });
    const insisting = { ...unleash.call, insists: true };
    const results = await unleash.target.invite([{ email: 'p1@example.com', role: 'editor' }], insisting);
    expect(results.get('p1@example.com')).toMatchObject({ kind: 'done' });
  });
});
