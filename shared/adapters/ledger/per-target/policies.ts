import { gunzipSync, gzipSync } from 'node:zlib';

import * as z from 'zod/mini';

import { PermanentError } from '../../../domain/failure.ts';
import type { TargetPolicy } from '../../../domain/policy/target-policy.ts';
import { canonicalJson } from '../../../domain/text/canonical-json.ts';
import type { ActivePolicy, Policies, PolicyRecord, WaitingPolicy } from '../../../ports/ledger/per-target/policies.ts';
import { decode, encode, type Fields, type ItemKind, versionOf } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

interface Kept extends Omit<PolicyRecord, 'active'> {
  readonly active: Omit<ActivePolicy, 'policy'>;
}

const POLICY: ItemKind<Kept> = {
  name: 'policy',
  schema: 1,
  shape: z.object({
    target: z.string(),
    active: z.object({
      hash: z.string(),
      since: z.number(),
      by: z.optional(z.object({ actor: z.string(), reason: z.string() })),
    } satisfies Fields<Kept['active']>),
    waiting: z.optional(
      z.object({
        hash: z.string(),
        since: z.number(),
      } satisfies Fields<WaitingPolicy>),
    ),
  } satisfies Fields<Kept>),
};

/** The rules of a target, as they were read last. */
interface Unpacked {
  readonly bytes: Uint8Array;
  readonly policy: TargetPolicy;
}

/** DynamoDB takes 400 KB an item. */
const LARGEST = 350_000;

/** One item a target; the active rules lie beside it, gzipped. */
export function ledgerPolicies({ items }: LedgerParts): Policies {
  const keyOf = (target: string) => ({ pk: keyText('policy', target), sk: 'policy' });
  const unpacked = new Map<string, Unpacked>();

  /** Every look reads the rules, and they seldom change: the same bytes are unpacked once. */
  function rulesOf(target: string, bytes: Uint8Array): TargetPolicy | undefined {
    const last = unpacked.get(target);
    if (last && Buffer.compare(last.bytes, bytes) === 0) return last.policy;
    const policy = rulesIn(bytes);
    if (policy) unpacked.set(target, { bytes, policy });
    return policy;
  }

  return {
    read: async (target) => {
      const item = await items.get(keyOf(target));
      if (!item) return undefined;
      const { active, ...kept } = decode(POLICY, item);
      const policy = rulesOf(target, item.bytes ?? new Uint8Array());
      if (!policy) throw new PermanentError(`The policy item ${item.pk} / ${item.sk} has no readable rules; delete it`);
      return { record: { ...kept, active: { ...active, policy } }, version: versionOf(POLICY.name, item) };
    },
    save: async ({ active: { policy, ...active }, ...record }, version) => {
      const bytes = Uint8Array.from(gzipSync(canonicalJson(policy)));
      if (bytes.length > LARGEST)
        throw new PermanentError(
          `The rules of ${record.target} are ${bytes.length} bytes, compressed; at most ${LARGEST} can be kept: shorten lists`,
        );
      const item = encode(POLICY, {
        ...keyOf(record.target),
        version: version + 1,
        body: { ...record, active },
        bytes,
      });
      return (await items.put(item, version === 0 ? 'absent' : { version })) === 'put' ? 'saved' : 'stale';
    },
  };
}

function rulesIn(bytes: Uint8Array): TargetPolicy | undefined {
  try {
    const read: unknown = JSON.parse(gunzipSync(bytes).toString('utf8'));
    return isPolicy(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Written by this system alone, so that its outline says enough. */
const isPolicy = (value: unknown): value is TargetPolicy =>
  typeof value === 'object' && value !== null && 'rules' in value && 'lists' in value && 'maxRole' in value;
