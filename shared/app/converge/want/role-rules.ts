import type { ProvisionDeps } from '../deps.ts';

/**
 * Since when the rules with this digest decide about roles on a target, in epoch ms: since they were met first. Rules that come back
 * after others decide since they came back.
 */
export async function rulesInForceSince(
  target: string,
  digest: string,
  { ledger: { checkpoints }, clock }: Pick<ProvisionDeps, 'ledger' | 'clock'>,
): Promise<number> {
  const name = `role-rules:${target}`;
  const known = await checkpoints.load(name);
  const [of, since] = known?.value.split(' ') ?? [];
  if (of === digest) return Number(since);
  const now = clock.now();
  // where another process was faster, it met them in this very moment
  await checkpoints.save(name, `${digest} ${now}`, known?.version ?? 0);
  return now;
}
