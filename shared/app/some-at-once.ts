const AT_ONCE = 20;

/** Runs a task for each of many, some at a time, in order. Also after a failure nothing is left running that could still write. */
export async function someAtOnce<T, U>(all: readonly T[], task: (one: T) => Promise<U>): Promise<readonly U[]> {
  const results: U[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const settled = await Promise.allSettled(all.slice(at, at + AT_ONCE).map(task));
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      results.push(one.value);
    }
  }
  return results;
}
