import { describe, expect, it } from 'vitest';
import type { Account } from '../../shared/domain/account/account.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { isAdministrator, keepsAccount, leastRole, type ProviderTraits } from '../../shared/domain/provider/traits.ts';
import type { Call } from '../../shared/ports/target/call.ts';
import type { Invited, Target } from '../../shared/ports/target/target.ts';

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

/** What differs from provider to provider. Which cases apply follows from the traits. */
export interface TargetHabits {
  readonly traits: ProviderTraits;
  /** The internal name of a group with this alias; undefined where the provider has no groups for us. Default: the alias. */
  readonly groupName?: ((alias: string) => string) | 'no-groups';
  /** Two aliases that lead to one internal name, and one that leads to none; where a provider has internal names. */
  readonly aliases?: { readonly clashing: readonly [string, string]; readonly unnameable: string };
  /** An id that no account has, in the form of the provider's ids. Default: a UUID. */
  readonly stranger?: string;
  /** E-mail addresses of these forms are refused by the provider itself. */
  readonly withoutAddresses?: readonly string[];
  /** How many accounts a listing of the suite has. Default: up to 330, more than three pages of 100. */
  readonly listings?: readonly number[];
}

const ODD_ADDRESSES = [
  "o'hara@example.com",
  '"quoted"@example.com',
  '100%real@example.com',
  'under_score@example.com',
  'plus+tag@example.com',
  'zoë@example.com',
];

/** What every target owes the pipeline. An adapter earns its place by passing this, unchanged. */
export function describeTarget(name: string, habits: TargetHabits, start: () => Promise<TargetUnderTest>): void {
  const { traits, groupName = (alias: string) => alias, aliases, withoutAddresses = [] } = habits;
  const { stranger = '4c1b6ad5-7a43-4a35-9d3b-6f6f6b1d4c11', listings = [0, 1, 99, 100, 101, 200, 250, 301] } = habits;
  const least = leastRole(traits);
  const ordinary = traits.roles.filter((role) => !isAdministrator(role, traits)).at(-1) ?? least;
  const [administrator] = traits.administrators;
  const hasInvitees = traits.invitees !== 'none';
  const newcomer = hasInvitees ? 'invited' : 'active';
  const internal = groupName === 'no-groups' ? undefined : groupName;

  const invite = async ({ target, call }: TargetUnderTest, email: string, role = ordinary) =>
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
      expect(doneValue(await far.target.findByIds([stranger], far.call)).get(stranger)).toEqual({ kind: 'absent' });
    });

    it('logs what is done to an account and who accepts, where it keeps a log, and nothing of before', async () => {
      await using far = await start();
      const { eventFeed } = far.target;
      if (!eventFeed) return;
      const logged = async (since: number) => {
        const { events, isComplete } = doneValue(await eventFeed.since(since, far.call));
        expect(isComplete).toBe(true);
        return new Set(events.filter(({ at }) => at >= since).map(({ kind, accountId }) => `${kind} ${accountId}`));
      };
      const { id } = await invite(far, ada);
      expect(await logged(0)).toContain(`changed ${id}`);
      await far.accept(ada);
      if (hasInvitees) expect(await logged(0)).toContain(`signed-in ${id}`);
      expect(await logged(Date.UTC(2096, 0, 1))).toEqual(new Set());
    });

    it('invites a person, who is then found by e-mail and by id', async () => {
      await using far = await start();
      const results = await far.target.invite([{ email: 'Ada@Example.com', role: ordinary }], far.call);
      expect(results.get(ada)).toMatchObject({
        kind: 'done',
        value: { how: 'invited', account: { email: ada, state: newcomer, role: ordinary } },
      });
      const { id } = accountIn(results.get(ada));
      expect(doneValue(await far.target.findByEmails(['ADA@example.com'], far.call)).get(ada)).toMatchObject({
        kind: 'present',
        account: { id },
      });
      expect(await read(far, id)).toMatchObject({ email: ada, state: newcomer });
    });

    it('invites many at once and says of each what came of it', async () => {
      await using far = await start();
      await join(far, bob);
      const results = await far.target.invite(
        [
          { email: ada, role: least },
          { email: bob, role: ordinary },
          { email: 'not an address', role: ordinary },
        ],
        far.call,
      );
      expect(results.get(ada)).toMatchObject({ kind: 'done', value: { how: 'invited', account: { role: least } } });
      expect(results.get(bob)).toMatchObject({ kind: 'done', value: { how: 'existed', account: { state: 'active' } } });
      expect(results.get('not an address')).toMatchObject({ kind: 'refused', reason: 'invalid' });
    });

    it('may get the same invitation twice, and has one account', async () => {
      await using far = await start();
      const { id } = await invite(far, ada);
      expect((await far.target.invite([{ email: ada, role: ordinary }], far.call)).get(ada)).toMatchObject({
        kind: 'done',
        value: { how: 'existed', account: { id } },
      });
      expect(await listAll(far)).toEqual([id]);
    });

    it('invites no one into a role that does not exist', async () => {
      await using far = await start();
      const results = await far.target.invite([{ email: ada, role: 'emperor' }], far.call);
      expect(results.get(ada)).toMatchObject({ kind: 'permanent', because: expect.stringContaining('emperor') });
      expect(doneValue(await far.target.findByEmails([ada], far.call)).get(ada)).toEqual({ kind: 'absent' });
    });

    it.runIf(traits.neverGranted)('gives no account a role that only people in the target give', async () => {
      await using far = await start();
      const id = await join(far, bob);
      for (const role of traits.neverGranted ?? []) {
        const never = { kind: 'permanent', because: expect.stringContaining(role) };
        expect((await far.target.invite([{ email: ada, role }], far.call)).get(ada)).toMatchObject(never);
        expect(await far.target.setRole(id, role, far.call)).toMatchObject(never);
        expect(await read(far, id)).toMatchObject({ role: ordinary });
      }
      expect(doneValue(await far.target.findByEmails([ada], far.call)).get(ada)).toEqual({ kind: 'absent' });
    });

    it.each(ODD_ADDRESSES.filter((email) => !withoutAddresses.includes(email)))(
      'finds %s and no address like it',
      async (email) => {
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
      },
    );

    it.runIf(traits.invitees === 'cannot-be-ended' && internal)(
      'lets an invitee have another role and groups, and refuses to disable one',
      async () => {
        await using far = await start();
        const { id } = await invite(far, ada);
        const { group } = doneValue(await far.target.createGroup({ alias: 'Data Eng' }, far.call));
        doneValue(await far.target.setRole(id, least, far.call));
        doneValue(await far.target.addToGroups(id, [group.id], far.call));
        expect(await far.target.setEnabled(id, false, far.call)).toMatchObject({ kind: 'refused', reason: 'invalid' });
        expect(await read(far, id)).toMatchObject({ state: 'invited', role: least });
        expect(await groupNamesOf(far, id)).toContain(internal?.('Data Eng'));
      },
    );

    it('shows a person who has come in as an active account', async () => {
      await using far = await start();
      const id = await join(far, ada);
      expect(await read(far, id)).toMatchObject({ state: 'active', email: ada });
    });

    it.runIf(keepsAccount(traits))('disables and enables, each as often as it is told', async () => {
      await using far = await start();
      const id = await join(far, ada);
      for (const enabled of [false, false, true, true]) {
        doneValue(await far.target.setEnabled(id, enabled, far.call));
        expect(await read(far, id)).toMatchObject({ id, enabled, state: enabled ? 'active' : 'disabled' });
      }
    });

    it.runIf(keepsAccount(traits) && traits.ending.administrators === 'after-another-role')(
      'disables an administrator only after another role',
      async () => {
        await using far = await start();
        const id = await join(far, ada, administrator);
        expect(await far.target.setEnabled(id, false, far.call)).toMatchObject({
          kind: 'refused',
          reason: 'not-allowed',
        });
        doneValue(await far.target.setRole(id, least, far.call));
        doneValue(await far.target.setEnabled(id, false, far.call));
        expect(await read(far, id)).toMatchObject({ state: 'disabled', role: least });
      },
    );

    it.runIf(!keepsAccount(traits))(
      'deletes an account as often as it is told, and makes another for one who returns',
      async () => {
        await using far = await start();
        const id = await join(far, ada, ordinary);
        for (let times = 0; times < 2; times++) {
          doneValue(await far.target.deleteAccount?.(id, far.call));
          expect(doneValue(await far.target.findByIds([id], far.call)).get(id)).toEqual({ kind: 'absent' });
          expect(doneValue(await far.target.findByEmails([ada], far.call)).get(ada)).toEqual({ kind: 'absent' });
        }
        expect(await invite(far, ada)).toMatchObject({ email: ada, state: newcomer });
      },
    );

    it.runIf(traits.roles.length > 1)('gives an account another role, as often as it is told', async () => {
      await using far = await start();
      const id = await join(far, ada, least);
      for (const role of [ordinary, ordinary, least, least]) {
        doneValue(await far.target.setRole(id, role, far.call));
        expect(await read(far, id)).toMatchObject({ role });
      }
      expect(await far.target.setRole(id, 'emperor', far.call)).toMatchObject({
        kind: 'permanent',
        because: expect.stringContaining('emperor'),
      });
    });

    it('says so when the account is not there', async () => {
      await using far = await start();
      const gone = { kind: 'refused', reason: 'not-found' };
      if (keepsAccount(traits)) expect(await far.target.setEnabled(stranger, false, far.call)).toMatchObject(gone);
      if (traits.roles.length > 1) expect(await far.target.setRole(stranger, least, far.call)).toMatchObject(gone);
      expect(await far.target.groupsOf(stranger, far.call)).toMatchObject(gone);
      if (!internal) return;
      const { group } = doneValue(await far.target.createGroup({ alias: 'Data Eng' }, far.call));
      expect(await far.target.addToGroups(stranger, [group.id], far.call)).toMatchObject(gone);
      expect(await far.target.removeFromGroup(stranger, [stranger], far.call)).toMatchObject(gone);
    });

    it.runIf(internal)('creates a group once, and adopts it afterwards', async () => {
      await using far = await start();
      const { group } = doneValue(await far.target.createGroup({ alias: 'R&D - EU' }, far.call));
      expect(group).toMatchObject({ name: internal?.('R&D - EU') });
      expect(await far.target.createGroup({ alias: 'R&D - EU' }, far.call)).toMatchObject({
        kind: 'done',
        value: { how: 'adopted', group: { id: group.id } },
      });
      const listed = doneValue(await far.target.listGroups(far.call));
      expect(listed.filter(({ name }) => name === internal?.('R&D - EU'))).toHaveLength(1);
    });

    it.runIf(aliases)('takes no group of another alias, and makes none that would have no name', async () => {
      await using far = await start();
      const [first = '', second = ''] = aliases?.clashing ?? [];
      doneValue(await far.target.createGroup({ alias: first }, far.call));
      expect(await far.target.createGroup({ alias: second }, far.call)).toMatchObject({
        kind: 'refused',
        reason: 'conflict',
      });
      expect(await far.target.createGroup({ alias: aliases?.unnameable ?? '' }, far.call)).toMatchObject({
        kind: 'permanent',
      });
    });

    it.runIf(!internal)('says that it has no groups when one is asked for', async () => {
      await using far = await start();
      expect(doneValue(await far.target.listGroups(far.call))).toEqual([]);
      expect(await far.target.createGroup({ alias: 'Data Eng' }, far.call)).toMatchObject({ kind: 'permanent' });
    });

    it.runIf(internal)('adds to and removes from groups, each as often as it is told', async () => {
      await using far = await start();
      const id = await join(far, ada);
      const { group } = doneValue(await far.target.createGroup({ alias: 'Finance Readers' }, far.call));
      for (let times = 0; times < 2; times++) {
        doneValue(await far.target.addToGroups(id, [group.id], far.call));
        expect(await groupNamesOf(far, id)).toContain(internal?.('Finance Readers'));
      }
      for (let times = 0; times < 2; times++) {
        doneValue(await far.target.removeFromGroup(group.id, [id], far.call));
        expect(await groupNamesOf(far, id)).not.toContain(internal?.('Finance Readers'));
      }
    });

    it.each(listings)('lists %i accounts once each', async (count) => {
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
      expect(
        await (keepsAccount(traits) ? far.target.setEnabled(id, false, late) : far.target.deleteAccount?.(id, late)),
      ).toMatchObject(waits);
      expect((await far.target.invite([{ email: bob, role: ordinary }], late)).get(bob)).toMatchObject(waits);
      expect(await far.target.listAccounts(undefined, late)).toMatchObject(waits);
      expect(await read(far, id)).toMatchObject({ state: 'active' });
      expect(doneValue(await far.target.findByEmails([bob], far.call)).get(bob)).toEqual({ kind: 'absent' });
    });
  });
}
