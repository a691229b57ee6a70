import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Exclusive } from '../../../../ports/exclusive.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Tenant } from '../http/dialect.ts';
import { isId } from '../users/account.ts';
import { noSuchAccount } from '../users/get-user.ts';
import { type GroupList, noGroups } from './group-list.ts';
import { membershipQueues } from './membership-queue.ts';
import { rewriteGroup } from './rewrite-group.ts';

export interface Memberships {
  readonly add: (accountId: string, groupIds: readonly string[], call: Call) => Promise<Outcome<void>>;
  readonly remove: (groupId: string, accountIds: readonly string[], call: Call) => Promise<Outcome<void>>;
}

interface Parts {
  readonly tenant: Tenant;
  readonly list: GroupList;
  readonly exclusive: Exclusive;
  readonly clock: Clock;
}

/** How long another process is waited for, and when to ask again that has not finished by then. */
const PATIENCE_MS = 20_000;

/** Who is in a group, changed under one writer a group: in this process by a queue, across processes by `exclusive`. */
export function memberships({ tenant, list, exclusive, clock }: Parts): Memberships {
  const change = membershipQueues(async (groupId, queue, call) => {
    const patience = { turnBy: Math.min(call.deadline, clock.now() + PATIENCE_MS), deadline: call.deadline };
    const turn = await exclusive.run(`${tenant.name}:group:${groupId}`, patience, async (until) => {
      await rewriteGroup(tenant, groupId, queue, { ...call, deadline: until });
      return {};
    });
    if (!turn) for (const waiting of queue.take()) waiting.settle(busy(groupId, waiting.call));
  });

  function busy(groupId: string, { deadline }: Call): NotDone {
    const now = clock.now();
    if (now >= deadline)
      return {
        kind: 'wait',
        cause: 'deadline',
        because: `No time was left to change group ${groupId} of ${tenant.name}`,
      };
    const because = `Another process is changing group ${groupId} of ${tenant.name}; the work continues by itself`;
    return { kind: 'wait', cause: 'paced', because, retryAt: now + PATIENCE_MS };
  }

  async function changeAll(
    accountIds: readonly string[],
    groupIds: readonly string[],
    isMember: boolean,
    call: Call,
  ): Promise<Outcome<void>> {
    if (accountIds.length === 0 || groupIds.length === 0) return done(undefined);
    const edition = await list.edition(call);
    if (edition.kind !== 'done') return edition;
    if (edition.value === 'oss') return noGroups(tenant);
    const outcomes = await Promise.all(
      groupIds.flatMap((groupId) =>
        accountIds.map((id) => change(groupId, { userId: isId(id) ? Number(id) : 0, isMember }, call)),
      ),
    );
    return outcomes.find(({ kind }) => kind !== 'done') ?? done(undefined);
  }

  return {
    add: async (accountId, groupIds, call) =>
      isId(accountId) ? changeAll([accountId], groupIds, true, call) : noSuchAccount(tenant, accountId),
    remove: (groupId, accountIds, call) => changeAll(accountIds, [groupId], false, call),
  };
}
