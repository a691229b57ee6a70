import { describe, expect, it } from 'vitest';

import type { Account } from '../../shared/domain/account/account.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { Call, Invited, Target } from '../../shared/ports/target/target.ts';

/** A target with its far side laid open. */
export interface TargetUnderTest extends AsyncDisposable {
  readonly target: Target;
  /** Time enough for anything. */
  readonly call: Call;
  /** The person accepts the invitation and signs in. */
  accept(email: string): Promise<void>;
  /** Somebody creates active accounts behind our back, oldest first; resolves to their ids. */
  create(emails: readonly string[]): Promise<readonly string[]>;
  /** Somebody deletes an account behind our back. */
  remove(accountId: string): Promise<void>;
}

const ada = 'ada@example.com';
const bob = 'bob@example.com';

/** The value of an outcome that must be done. */
function doneValue<T>(outcome: Outcome<T> | undefined): T {
  expect(outcome).toMatchObject({ kind: 'done' });
  return (outcome as { value: T }).value;
}

const accountIn = (invited: Outcome<Invited> | undefined): Account => {
  const value = doneValue(invited);
  if (value.how === 'unseen') throw new Error('the invitation was not seen');
  return value.account;
};

/** What every target owes the pipeline. An adapter earns its place by passing this, unchanged. */
export function describeTarget(name: string, start: () => Promise<TargetUnderTest>): void {
  const invite = async ({ target, call }: TargetUnderTest, email: string, role = '$member') =>
    accountIn((await target.invite([{ email, role }], call)).get(email.toLowerCase()));
  const join = async (far: TargetUnderTest, email: string, role?: string) => {
    const account = await invite(far, email, role);
    await far.accept(email);
    return account.id;
  };
  const read = async ({ target, call }: TargetUnderTest, id: string) => {
    const sighting = doneValue(await target.findByIds([id], call)).get(id);
    return sighting?.kind === 'present' ? sighting.account : undefined;
  };
  const groupNamesOf = async ({ target, call }: TargetUnderTest, id: string) =>
    doneValue(await target.groupsOf(id, call)).map((group) => group.name);
  const listAll = async (
    { target, call }: TargetUnderTest,
    between: (page: number) => Promise<void> = async () => {},
  ) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    for (let number = 1; ; number++) {
      const page = doneValue(await target.listAccounts(cursor, call));
      ids.push(...page.accounts.map(({ id }) => id));
      cursor = page.next;
      if (cursor === undefined) return ids;
      await between(number);
    }
  };

  describe(`${name} as a target`, () => {
    it('knows whose credentials it uses', async () => {
      await using far = await start();
      expect(doneValue(await far.target.identity(far.call)).id).toBeTruthy();
    });

    it('holds no account for a stranger', async () => {
      await using far = await start();
      expect(doneValue(await far.target.findByEmails([ada], far.call)).get(ada)).toEqual({ kind: 'absent' });
      const stranger = '4c1b6ad5-7a43-4a35-9d3b-6f6f6b1d4c11';
      expect(doneValue(await far.target.findByIds([stranger], far.call)).get(stranger)).toEqual({ kind: 'absent' });
    });

    it('invites a person, who is then found by e-mail and by id', async () => {
      await using far = await start();
      const results = await far.target.invite([{ email: 'Ada@Example.com', role: '$member' }], far.call);
      expect(results.get(ada)).toMatchObject({
        kind: 'done',
        value: { how: 'invited', account: { email: ada, state: 'invited', role: '$member' } },
      });
      const { id } = accountIn(results.get(ada));
      expect(doneValue(await far.target.findByEmails(['ADA@example.com'], far.call)).get(ada)).toMatchObject({
        kind: 'present',
        account: { id },
      });
      expect(await read(far, id)).toMatchObject({ email: ada, state: 'invited' });
    });

    it('invites many at once and says of each what came of it', async () => {
      await using far = await start();
      await join(far, bob);
      const results = await far.target.invite(
        [
          { email: ada, role: '$guest' },
          { email: bob, role: '$member' },
          { email: 'not an address', role: '$member' },
        ],
        far.call,
      );
      expect(results.get(ada)).toMatchObject({ kind: 'done', value: { how: 'invited', account: { role: '$guest' } } });
      expect(results.get(bob)).toMatchObject({ kind: 'done', value: { how: 'existed', account: { state: 'active' } } });
      expect(results.get('not an address')).toMatchObject({ kind: 'refused', reason: 'invalid' });
    });

    it('may get the same invitation twice, and has one account', async () => {
      await using far = await start();
      const { id } = await invite(far, ada);
      expect((await far.target.invite([{ email: ada, role: '$member' }], far.call)).get(ada)).toMatchObject({
        kind: 'done',
        value: { how: 'existed', account: { id } },
      });
      expect(await listAll(far)).toEqual([id]);
    });

    it('invites no one into a role that does not exist', async () => {
      await using far = await start();
      const results = await far.target.invite([{ email: ada, role: '$emperor' }], far.call);
      expect(results.get(ada)).toMatchObject({ kind: 'permanent', because: expect.stringContaining('$emperor') });
      expect(doneValue(await far.target.findByEmails([ada], far.call)).get(ada)).toEqual({ kind: 'absent' });
    });

    it.each([
      "o'hara@example.com",
      '"quoted"@example.com',
      '100%real@example.com',
      'under_score@example.com',
      'plus+tag@example.com',
      'zoë@example.com',
    ])('finds %s and nobody like it', async (email) => {
      await using far = await start();
      const near = email.replaceAll(/[^a-z0-9@.]/g, 'x');
      await far.create([near]);
      expect(doneValue(await far.target.findByEmails([email], far.call)).get(email)).toEqual({ kind: 'absent' });
      const [id] = await far.create([email]);
      expect(doneValue(await far.target.findByEmails([email, ada], far.call))).toMatchObject(
        new Map([
          [email, { kind: 'present', account: { id } }],
          [ada, { kind: 'absent' }],
        ]),
      );
    });

    it('lets an invitee have another role and groups, and refuses to disable one', async () => {
      await using far = await start();
      const { id } = await invite(far, ada);
      const { group } = doneValue(await far.target.createGroup({ alias: 'Data Eng' }, far.call));
      doneValue(await far.target.setRole(id, '$guest', far.call));
      doneValue(await far.target.addToGroups(id, [group.id], far.call));
      expect(await far.target.setEnabled(id, false, far.call)).toMatchObject({ kind: 'refused', reason: 'invalid' });
      expect(await read(far, id)).toMatchObject({ state: 'invited', role: '$guest' });
      expect(await groupNamesOf(far, id)).toContain('data_eng');
    });

    it('shows an accepted invitation as an active account', async () => {
      await using far = await start();
      const id = await join(far, ada);
      expect(await read(far, id)).toMatchObject({ state: 'active', emailVerified: true, email: ada });
    });

    it('disables and enables, each as often as it is told', async () => {
      await using far = await start();
      const id = await join(far, ada);
      for (const enabled of [false, false, true, true]) {
        doneValue(await far.target.setEnabled(id, enabled, far.call));
        expect(await read(far, id)).toMatchObject({ id, enabled, state: enabled ? 'active' : 'disabled' });
      }
    });

    it('disables an administrator only after another role', async () => {
      await using far = await start();
      const id = await join(far, ada, '$admin');
      expect(await far.target.setEnabled(id, false, far.call)).toMatchObject({
        kind: 'refused',
        reason: 'not-allowed',
      });
      doneValue(await far.target.setRole(id, '$guest', far.call));
      doneValue(await far.target.setEnabled(id, false, far.call));
      expect(await read(far, id)).toMatchObject({ state: 'disabled', role: '$guest' });
    });

    it('says so when the account is not there', async () => {
      await using far = await start();
      const nobody = '4c1b6ad5-7a43-4a35-9d3b-6f6f6b1d4c11';
      const gone = { kind: 'refused', reason: 'not-found' };
      expect(await far.target.setEnabled(nobody, false, far.call)).toMatchObject(gone);
      expect(await far.target.setRole(nobody, '$guest', far.call)).toMatchObject(gone);
      expect(await far.target.groupsOf(nobody, far.call)).toMatchObject(gone);
      expect(await far.target.addToGroups(nobody, [nobody], far.call)).toMatchObject(gone);
      expect(await far.target.removeFromGroup(nobody, [nobody], far.call)).toMatchObject(gone);
    });

    it('creates a group once, adopts it afterwards, and takes no group of another alias', async () => {
      await using far = await start();
      const { group } = doneValue(await far.target.createGroup({ alias: 'R&D - EU' }, far.call));
      expect(group).toMatchObject({ name: 'r_d_eu', alias: 'R&D - EU' });
      expect(await far.target.createGroup({ alias: 'R&D - EU' }, far.call)).toMatchObject({
        kind: 'done',
        value: { how: 'adopted', group: { id: group.id } },
      });
      expect(await far.target.createGroup({ alias: 'R D EU' }, far.call)).toMatchObject({
        kind: 'refused',
        reason: 'conflict',
      });
      expect(await far.target.createGroup({ alias: '数据' }, far.call)).toMatchObject({ kind: 'permanent' });
      expect(doneValue(await far.target.listGroups(far.call)).filter(({ name }) => name === 'r_d_eu')).toHaveLength(1);
    });

    it('adds to and removes from groups, each as often as it is told', async () => {
      await using far = await start();
      const id = await join(far, ada);
      const { group } = doneValue(await far.target.createGroup({ alias: 'Finance Readers' }, far.call));
      for (let times = 0; times < 2; times++) {
        doneValue(await far.target.addToGroups(id, [group.id], far.call));
        expect(await groupNamesOf(far, id)).toContain('finance_readers');
      }
      for (let times = 0; times < 2; times++) {
        doneValue(await far.target.removeFromGroup(group.id, [id], far.call));
        expect(await groupNamesOf(far, id)).not.toContain('finance_readers');
      }
    });

    it.each([0, 1, 99, 100, 101, 200, 250, 301])('lists %i accounts once each', async (count) => {
      await using far = await start();
      const ids = await far.create(Array.from({ length: count }, (_, index) => `p${index}@example.com`));
      const listed = await listAll(far);
      expect(listed).toHaveLength(count);
      expect(new Set(listed)).toEqual(new Set(ids));
    });

    it.each([
      ['at the start', 0],
      ['in the middle', 150],
      ['near the end', 290],
    ])('loses and doubles nobody when accounts %s are deleted and created between two pages', async (_where, at) => {
      for (const count of [300, 301, 330]) {
        for (const after of [1, 2, 3]) {
          await using far = await start();
          const ids = await far.create(Array.from({ length: count }, (_, index) => `p${index}@example.com`));
          const deleted = ids.slice(at, at + 3);
          const listed = await listAll(far, async (page) => {
            if (page !== after) return;
            for (const id of deleted) await far.remove(id);
            await far.create(['new1@example.com', 'new2@example.com', 'new3@example.com']);
          });
          expect(new Set(listed).size, 'nobody twice').toBe(listed.length);
          const staying = ids.filter((id) => !deleted.includes(id));
          expect(
            staying.filter((id) => !listed.includes(id)),
            'nobody lost',
          ).toEqual([]);
        }
      }
    });

    it('sends nothing when no time is left', async () => {
      await using far = await start();
      const id = await join(far, ada);
      const late: Call = { deadline: 0 };
      const waits = { kind: 'wait', cause: 'deadline' };
      expect(await far.target.setEnabled(id, false, late)).toMatchObject(waits);
      expect((await far.target.invite([{ email: bob, role: '$member' }], late)).get(bob)).toMatchObject(waits);
      expect(await far.target.listAccounts(undefined, late)).toMatchObject(waits);
      expect(await read(far, id)).toMatchObject({ state: 'active' });
      expect(doneValue(await far.target.findByEmails([bob], far.call)).get(bob)).toEqual({ kind: 'absent' });
    });
  });
}
