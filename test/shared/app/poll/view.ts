import type { InventoryRecord } from '../../../../shared/ports/ledger/per-target/inventory.ts';
import type { Polling } from './polling.ts';

interface Seen {
  readonly role?: unknown;
  readonly enabled: boolean;
  readonly accepted: boolean;
  readonly signedIn: boolean;
}

export type View = ReadonlyMap<string, Seen>;

/** What a subscriber would want to know of everybody, from the inventory. */
export const viewOf = (records: readonly InventoryRecord[]): View =>
  new Map(
    records
      .filter(({ removedAt }) => removedAt === undefined)
      .map(({ account: { id, role, enabled, emailVerified, lastLoginAt } }) => [
        id,
        {
          role,
          enabled: enabled === true,
          accepted: emailVerified === true,
          signedIn: lastLoginAt !== undefined,
        },
      ]),
  );

/** The same, by a subscriber who took the inventory once and then only listened. */
export function folded(start: View, events: ReturnType<Polling['heard']>): View {
  const view = new Map(start);
  for (const { type, accountId = '', detail = {} } of events) {
    const seen = view.get(accountId);
    if (type === 'AccountDiscovered') {
      const { state, role } = detail;
      view.set(accountId, {
        role,
        enabled: state !== 'disabled',
        accepted: state !== 'invited',
        signedIn: state === 'active' || state === 'disabled',
      });
    } else if (type === 'AccountRemoved') view.delete(accountId);
    else if (seen) view.set(accountId, { ...seen, ...changeOf(type, detail) });
  }
  return view;
}

function changeOf(type: string, { to }: Readonly<Record<string, unknown>>): Partial<Seen> {
  switch (type) {
    case 'AccountEnabled':
      return { enabled: true };
    case 'AccountDisabled':
      return { enabled: false };
    case 'InvitationAccepted':
      return { accepted: true };
    case 'FirstLogin':
      return { signedIn: true };
    case 'RoleChanged':
      return { role: to };
    default:
      return {};
  }
}
