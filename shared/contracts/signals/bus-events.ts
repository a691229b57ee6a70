import * as z from 'zod/mini';

import type { BusEvent, BusEventName } from '../../domain/bus-event.ts';

/** The `source` of everything this system publishes. */
export const BUS_SOURCE = 'atlan-lifecycle';

/** Every `detail-type` on the bus, with the version of its detail. A new version stands beside the old one for a while. */
export const BUS_EVENTS = {
  InvitationSent: 1,
  AccountAdopted: 1,
  AccessEnded: 1,
  InventoryTaken: 1,
  AccountDiscovered: 1,
  InvitationAccepted: 1,
  FirstLogin: 1,
  AccountEnabled: 1,
  AccountDisabled: 1,
  RoleChanged: 1,
  ProfileChanged: 1,
  AccountRemoved: 1,
  DriftDetected: 1,
  SponsorshipEnds: 1,
} as const satisfies Readonly<Record<BusEventName, number>>;

/** What stands in the `detail` of an event as it crosses the bus. Ids only, nothing personal. */
const detail = z.object({
  version: z.number(),
  /** The same whenever this event is sent again. */
  id: z.string(),
  /** Epoch ms. */
  at: z.number(),
  target: z.optional(z.string()),
  accountId: z.optional(z.string()),
  workerKey: z.optional(z.string()),
  data: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

const isBusEvent = (type: unknown): boolean => typeof type === 'string' && Object.hasOwn(BUS_EVENTS, type);

const busEntry = z.object({
  source: z.literal(BUS_SOURCE),
  detailType: z.custom<BusEventName>(isBusEvent),
  detail,
});

/** An event as a subscriber gets it. */
export type BusEntry = z.infer<typeof busEntry>;

export function toBusEntry({ id, type, at, target, accountId, workerKey, detail }: IdentifiedEvent): BusEntry {
  return {
    source: BUS_SOURCE,
    detailType: type,
    detail: {
      // an outbox may hold one that a newer version made
      version: isBusEvent(type) ? BUS_EVENTS[type] : 1,
      id,
      at,
      ...(target !== undefined && { target }),
      ...(accountId !== undefined && { accountId }),
      ...(workerKey !== undefined && { workerKey }),
      ...(detail && { data: { ...detail } }),
    },
  };
}

type IdentifiedEvent = BusEvent & { readonly id: string };

/** Reads an event back, for a subscriber in TypeScript. Undefined for what is not one of ours. */
export function readBusEntry(entry: unknown): BusEntry | undefined {
  const result = busEntry.safeParse(entry);
  return result.success ? result.data : undefined;
}
