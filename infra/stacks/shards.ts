import { createHash } from 'node:crypto';

import type { Config } from '../../shared/contracts/config/config.ts';

type Targets = Config['targets'];

/**
 * Enough for more than 100 targets: each has about 20 resources, a stack takes 500, and a hash does not fill all stacks alike. The number
 * is part of every installation: with another one, targets would move from stack to stack.
 */
export const SHARDS: readonly string[] = '0123456789abcdef'.split('');

/** The shard of a target, by its name alone: no other target that comes or goes moves it. */
const shardOf = (target: string): string => createHash('sha256').update(target).digest('hex').slice(0, 1);

/** The targets of one shard; mostly none. */
export const targetsIn = (shard: string, targets: Targets): Targets =>
  Object.fromEntries(Object.entries(targets).filter(([name]) => shardOf(name) === shard));
