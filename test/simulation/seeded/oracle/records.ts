import { brokenAt } from '../../../../shared/domain/receipt.ts';
import { type Court, RECOVERY_MS } from './court.ts';

/** Every invitation was told on the bus. */
export function judgeBus({ world, ask, violate }: Court): void {
  const told = new Set(
    world.bus.events.flatMap(({ type, target, accountId }) =>
      type === 'InvitationSent' ? [`${target} ${accountId}`] : [],
    ),
  );
  const beforeLast = world.clock.now() - RECOVERY_MS;
  for (const { name, writes } of world.tenants)
    for (const { method, account, at } of writes) {
      if (method !== 'invite' || !account || at > beforeLast) continue;
      ask('bus');
      if (!told.has(`${name} ${account.id}`))
        violate('bus', `no one was told of the invitation ${account.id} to ${name}`);
    }
}

/** Every accepted event has one fate, and every chain of receipts verifies. */
export async function judgeRecords({ world, heard, ask, violate, nameOf }: Court): Promise<void> {
  const { ledger } = world;
  /** By event: what was decided. What moved from one worker to another is written down for both. */
  const fates = new Map<string, Set<string>>();
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await ledger.workers.list(cursor);
    for (const key of page.keys) {
      const worker = await ledger.workers.load(key);
      ask('chain');
      const broken = brokenAt(await ledger.receipts.chain(key), worker?.salt);
      if (broken !== undefined) violate('chain', `the receipts of ${nameOf(key)} are broken at ${broken}`);
      const said = [
        ...(await ledger.history.list(key)),
        ...(worker?.outbox ?? []).flatMap((entry) => (entry.kind === 'history' ? entry.recorded : [])),
      ];
      for (const { event, fate } of said) fates.set(event.id, (fates.get(event.id) ?? new Set()).add(fate));
    }
    cursor = page.next;
  }
  const open = new Set(
    [...world.queue.bodies(), ...world.queue.lying.map(({ body }) => body)].flatMap(
      (body) => /evt_[0-9a-f]+/.exec(body) ?? [],
    ),
  );
  for (const [id, statement] of heard.accepted) {
    ask('fate');
    const count = fates.get(id)?.size ?? 0;
    if (count > 1 || (count === 0 && !open.has(id)))
      violate('fate', `${statement.id} (${statement.kind}) has ${count} fates`);
  }
}
