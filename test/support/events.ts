import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';

/** An event about the worker 1 of the connection `hr`, in UTC; `n` is its place in the source's own order. */
export function lifecycleEvent(
  n: number,
  kind: LifecycleEvent['kind'],
  more: Partial<LifecycleEvent> & { readonly date?: string } = {},
): LifecycleEvent {
  const { date = '2026-03-01', ...rest } = more;
  const occurredAt = Date.parse('2026-02-01T00:00:00Z') + n * 1000;
  const id = `evt_${n}`;
  return {
    id,
    connection: 'hr',
    sourceKey: 'hr:1',
    kind,
    phase: 'effective',
    effective: { date, boundary: kind === 'left' ? 'end_of_day' : 'start_of_day', timeZone: 'UTC', immediate: false },
    attributes: {},
    occurredAt,
    order: `${String(occurredAt).padStart(16, '0')} ${id}`,
    ...rest,
  };
}
