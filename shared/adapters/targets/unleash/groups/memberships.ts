import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { isId } from '../users/account.ts';
import { noSuchAccount } from '../users/get-user.ts';
import { type GroupList, noGroups } from './group-list.ts';
import { membershipQueues } from './membership-queue.ts';
import { rewriteGroup } from './rewrite-group.ts';
import { busy, inTurn, type Turns } from './turn.ts';

export interface Memberships {
  readonly add: (accountId: string, groupIds: readonly string[], call: Call) => Promise<Outcome<void>>;
  readonly remove: (groupId: string, accountIds: readonly string[], call: Call) => Promise<Outcome<void>>;
}

interface Parts extends Turns {
  readonly list: GroupList;
}

/** Who is in a group, changed under one writer a group: in this process by a queue, across processes by `exclusive`. */
export function memberships({ list, ...turns }: Parts): Memberships {
  const { tenant } = turns;
  const change = membershipQueues(async (groupId, queue, call) => {
    const record = `group:${groupId}`;
    const turn = await inTurn(turns, record, call, async (granted) => {
      await rewriteGroup(tenant, groupId, queue, granted);
      return {};
    });
    if (!turn) for (const waiting of queue.take()) waiting.settle(busy(turns, record, waiting.call));
  });

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
