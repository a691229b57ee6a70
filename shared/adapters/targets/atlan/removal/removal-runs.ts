import * as z from 'zod/mini';

import type { RemovalRun } from '../../../../domain/account/removal.ts';
import { mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { field, read } from '../../http/decode.ts';
import type { Tenant } from '../tenant/tenant.ts';

const runs = z.looseObject({
  hits: z.looseObject({
    hits: field(
      z.array(
        z.looseObject({ _source: z.looseObject({ status: field(z.looseObject({ phase: field(z.string()) })) }) }),
      ),
    ),
  }),
});

const ENDS: Readonly<Record<string, RemovalRun>> = { Succeeded: 'succeeded', Failed: 'failed', Error: 'failed' };

/** What became of the workflow of a name, by its latest run. A phase that is not an end is one that goes on. */
export async function lookAtRun(tenant: Tenant, run: string, call: Call): Promise<Outcome<RemovalRun>> {
  const named = { term: { 'spec.workflowTemplateRef.name.keyword': { value: run } } };
  const found = await read(
    tenant,
    {
      operation: 'workflows.runs',
      method: 'POST',
      reads: true,
      path: '/api/service/runs/indexsearch',
      json: {
        from: 0,
        size: 1,
        track_total_hits: true,
        query: { bool: { filter: [{ nested: { path: 'spec', query: named } }] } },
        sort: [{ 'metadata.creationTimestamp': { order: 'desc', nested: { path: 'metadata' } } }],
      },
    },
    runs,
    call,
  );
  return mapOutcome(found, ({ hits: { hits = [] } }) => {
    const [latest] = hits;
    if (!latest) return 'none';
    const { _source: source } = latest;
    return ENDS[source.status?.phase ?? ''] ?? 'running';
  });
}
