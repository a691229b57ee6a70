interface LoggedRequest {
  readonly seq: number;
  /** Simulator time of arrival, epoch ms. */
  readonly time: number;
  /** Endpoint key, or `unknown`. */
  readonly endpoint: string;
  readonly method: string;
  /** Without the query, so that no e-mail address is kept. */
  readonly path: string;
  /** 0 when the connection was destroyed instead of answered. */
  readonly status: number;
  readonly fault: string | null;
  /** What the caller named its request, where the product has a header for that. */
  readonly requestId: string | null;
  /** Real milliseconds from arrival to answer. */
  readonly ms: number;
}

interface Counters {
  readonly total: number;
  readonly byEndpoint: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
}

export interface RequestLog {
  add(request: Omit<LoggedRequest, 'seq'>): void;
  since(seq: number): readonly LoggedRequest[];
  counters(): Counters;
  resetCounters(): void;
}

const KEPT = 10_000;

/** The last 10,000 requests to the API, and counters over all of them since the last reset. */
export function createRequestLog(): RequestLog {
  const ring: LoggedRequest[] = [];
  let seq = 0;
  let total = 0;
  const byEndpoint = new Map<string, number>();
  const byStatus = new Map<string, number>();
  return {
    add(request) {
      seq += 1;
      total += 1;
      ring[seq % KEPT] = { seq, ...request };
      byEndpoint.set(request.endpoint, (byEndpoint.get(request.endpoint) ?? 0) + 1);
      byStatus.set(String(request.status), (byStatus.get(String(request.status)) ?? 0) + 1);
    },
    since(after) {
      const found: LoggedRequest[] = [];
      for (let wanted = Math.max(after + 1, seq - KEPT + 1, 1); wanted <= seq; wanted += 1) {
        const request = ring[wanted % KEPT];
        if (request !== undefined) found.push(request);
      }
      return found;
    },
    counters: () => ({
      total,
      byEndpoint: sorted(byEndpoint),
      byStatus: sorted(byStatus),
    }),
    resetCounters() {
      total = 0;
      byEndpoint.clear();
      byStatus.clear();
    },
  };
}

const sorted = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
