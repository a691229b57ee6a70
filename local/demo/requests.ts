import type { Stage } from './stage.ts';

interface LoggedRequests {
  readonly requests: readonly { readonly seq: number }[];
}

/**
 * Does something and counts the requests that the target saw meanwhile. Where a sweep ran at the same time it is not known whose they
 * were, and nothing is said.
 */
export async function requestsDuring<T>(
  { tenant, cloud }: Stage,
  target: string,
  happen: () => Promise<T>,
): Promise<{ readonly value: T; readonly says: string; readonly count: number | undefined }> {
  const seen = async () => (await tenant<LoggedRequests>(target, 'GET', 'requests')).requests.at(-1)?.seq ?? 0;
  const sweeps = () => cloud.logs.since(0).filter(({ line }) => line.includes('sweep-finished')).length;
  const [before, sweptBefore] = [await seen(), sweeps()];
  const value = await happen();
  const count = sweeps() === sweptBefore ? (await seen()) - before : undefined;
  return { value, count, says: count === undefined ? '' : `, ${count} requests` };
}
