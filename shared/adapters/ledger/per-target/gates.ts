import * as z from 'zod/mini';

import type { ClosedGate, GateState, Gates, Opening } from '../../../ports/ledger/per-target/gates.ts';
import { changeItem } from '../item/change-item.ts';
import { decode, encode, type Fields, type ItemKind, versionOf, type Words } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

/** An open gate keeps its item, and with it the version that distinguishes one closing from the next. */
interface Gate {
  readonly closed: ClosedGate | null;
  readonly opened?: Opening | undefined;
}

const KIND: ItemKind<Gate> = {
  name: 'gate',
  schema: 1,
  shape: z.object({
    closed: z.nullable(
      z.object({
        target: z.string(),
        cause: z.enum({
          'rate-limited': 'rate-limited',
          credentials: 'credentials',
          forbidden: 'forbidden',
          down: 'down',
          seat: 'seat',
          deadline: 'deadline',
        } satisfies Words<ClosedGate['cause']>),
        because: z.string(),
        closedAt: z.number(),
        closedUntil: z.number(),
        closedAgainAt: z.optional(z.number()),
        triedAt: z.optional(z.number()),
        trial: z.optional(
          z.enum({ running: 'running', joined: 'joined' } satisfies Words<NonNullable<ClosedGate['trial']>>),
        ),
      } satisfies Fields<ClosedGate>),
    ),
    opened: z.optional(z.object({ actor: z.string(), reason: z.string(), at: z.number() } satisfies Fields<Opening>)),
  } satisfies Fields<Gate>),
};

export function ledgerGates(parts: LedgerParts): Gates {
  const { items } = parts;
  const keyOf = (target: string) => ({ pk: keyText('gate', target), sk: 'gate' });

  const change = <A>(target: string, decide: (current: Gate | undefined) => { write?: Gate; answer: A }): Promise<A> =>
    changeItem<Gate, A>(parts, { kind: KIND, key: keyOf(target), decide });

  /** Changes a closed gate unless another process does at the same time. Also true when it is open. */
  async function passClosed(
    target: string,
    next: (closed: ClosedGate) => Partial<ClosedGate> | undefined,
  ): Promise<boolean> {
    const item = await items.get(keyOf(target));
    const gate = item && decode(KIND, item);
    if (!gate?.closed) return true;
    const changed = next(gate.closed);
    if (!changed) return false;
    const version = versionOf(KIND.name, item);
    const body = { ...gate, closed: { ...gate.closed, ...changed } };
    const moved = encode(KIND, { ...keyOf(target), version: version + 1, body });
    return (await items.put(moved, { version })) === 'put';
  }

  async function state(target: string): Promise<GateState> {
    const item = await items.get(keyOf(target));
    const { closed, opened } = item ? decode(KIND, item) : { closed: null };
    return { ...(closed && { closed }), ...(opened && { opened }) };
  }

  return {
    state,
    read: async (target) => (await state(target)).closed,
    close: (gate) =>
      change(gate.target, (current) => {
        const standing = current?.closed;
        if (standing && gate.closedUntil <= standing.closedUntil) return { answer: standing.closedUntil };
        return { answer: gate.closedUntil, write: { ...current, closed: standing ? again(gate, standing) : gate } };
      }),
    shorten: (target, closedUntil) =>
      change(target, (current) => {
        const closed = current?.closed;
        const isLater = closed && closed.closedUntil > closedUntil;
        return { answer: undefined, ...(isLater && { write: { ...current, closed: { ...closed, closedUntil } } }) };
      }),
    /** Who loses a race is not let through and does not try again. */
    tryHalfOpen: (target, now, trialMs) =>
      passClosed(target, ({ closedUntil }) =>
        now < closedUntil ? undefined : { closedUntil: now + trialMs, triedAt: now, trial: 'running' },
      ),
    joinTrial: (target, now) =>
      passClosed(target, ({ closedUntil, trial }) =>
        trial === 'running' && now < closedUntil ? { trial: 'joined' } : undefined,
      ),
    open: (target, askedAt = Number.POSITIVE_INFINITY) =>
      change(target, (current) => {
        const closed = current?.closed;
        const isOver = closed && (closed.closedAgainAt ?? closed.closedAt) <= askedAt;
        return { answer: undefined, ...(isOver && { write: { ...current, closed: null } }) };
      }),
    openBy: (target, opened) =>
      change(target, (current) => {
        const closed = current?.closed;
        return { answer: closed ?? undefined, ...(closed && { write: { closed: null, opened } }) };
      }),
  };
}

/** Closed once more before it was open: since the first time, and the trial is over. */
const again = (gate: ClosedGate, { closedAt, triedAt }: ClosedGate): ClosedGate => ({
  ...gate,
  closedAt,
  ...(gate.closedAt !== closedAt && { closedAgainAt: gate.closedAt }),
  ...(triedAt !== undefined && { triedAt }),
});
