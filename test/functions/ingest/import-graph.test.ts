import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Everything that a file imports at run time, directly and through others: files, and names of packages. */
function importGraph(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const statements = readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\bfrom\s*)?['"]([^'"]+)['"]/gm,
    );
    for (const [, from = ''] of statements) {
      if (from.startsWith('.')) visit(normalize(join(dirname(file), from)));
      else found.add(from);
    }
  };
  visit(entry);
  return found;
}

describe('what ingest loads before it can answer', () => {
  const graph = importGraph('functions/ingest/handler.ts');

  it('is seen whole', () => {
    expect(graph).toContain('@aws-sdk/client-sqs');
    expect(graph).toContain('shared/adapters/hris/standard-webhooks/signature.ts');
    expect(importGraph('shared/runtime/http.ts')).toContain('ky');
  });

  it('holds no HTTP client and no tracer, for they cost a cold start more than the answer itself', () => {
    expect(
      [...graph].filter((name) => ['ky', 'undici', 'zod', '@aws-lambda-powertools/tracer'].includes(name)),
    ).toEqual([]);
  });
});
