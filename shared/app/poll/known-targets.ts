import type { PollDeps } from './deps.ts';

const NAME = 'due-lines';

/** Names of all targets that were ever configured: a worker may still wait for one that was removed, and must not be forgotten. */
export async function knownTargets({ ledger: { checkpoints }, targets }: PollDeps): Promise<readonly string[]> {
  const stored = await checkpoints.load(NAME);
  const before = stored?.value.split(' ').filter((name) => name !== '') ?? [];
  const known = [...new Set([...before, ...targets.map(({ target }) => target.name)])].sort();
  // a poller that loses to another one reads its list at the next tick
  if (known.length > before.length) await checkpoints.save(NAME, known.join(' '), stored?.version ?? 0);
  return known;
}
