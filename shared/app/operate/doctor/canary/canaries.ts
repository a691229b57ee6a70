import type { Ledger } from '../../../../ports/ledger/ledger.ts';

const nameOf = (target: string): string => `canaries:${target}`;

/** Ids of the accounts that canaries made on a target. */
export async function canariesOf(
  target: string,
  { checkpoints }: Pick<Ledger, 'checkpoints'>,
): Promise<{ readonly ids: readonly string[]; readonly version: number }> {
  const stored = await checkpoints.load(nameOf(target));
  return { ids: stored?.value.split(' ') ?? [], version: stored?.version ?? 0 };
}

const ATTEMPTS = 5;
/** The oldest of more are forgotten: an administrator finds them in the target by their names. */
const MOST = 50;

/** Remembers one more, so that the next walk may take it up; answers whether that was done. */
export async function rememberCanary(
  target: string,
  id: string,
  ledger: Pick<Ledger, 'checkpoints'>,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { ids, version } = await canariesOf(target, ledger);
    if (ids.includes(id)) return true;
    if ((await ledger.checkpoints.save(nameOf(target), [...ids, id].slice(-MOST).join(' '), version)) === 'saved')
      return true;
  }
  return false;
}
