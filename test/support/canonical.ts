/** A canonical event as an HR system would send it; `data` and `worker` are merged into what is there. */
export function canonicalEvent({
  data = {},
  worker = {},
  ...envelope
}: {
  readonly data?: object;
  readonly worker?: object;
  readonly [attribute: string]: unknown;
} = {}) {
  return {
    specversion: '1.0',
    id: '8d0c',
    source: 'urn:example:hr',
    type: 'com.example.hr.worker.v1',
    time: '2026-03-12T09:15:21Z',
    ...envelope,
    data: {
      kind: 'joined',
      phase: 'scheduled',
      effective: { date: '2026-04-01', boundary: 'start_of_day', timeZone: 'Europe/Berlin', immediate: false },
      ...data,
      worker: {
        sourceWorkerId: '67890',
        workEmail: 'avery@example.com',
        displayName: 'Avery Example',
        department: 'Engineering',
        ...worker,
      },
    },
  };
}
