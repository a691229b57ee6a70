import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { ServiceFunction } from '../../../infra/constructs/service-function.ts';
import { bundleEntry } from '../../../infra/stacks/bundle-entry.ts';
import { nameVariable } from '../../../shared/contracts/env.ts';

const contract = z.object({ LEDGER_TABLE: nameVariable, EVENT_BUS_NAME: nameVariable });
const rest = {
  functionName: 'one',
  rolePath: '/many/',
  description: 'One of many',
  code: Code.fromInline('export const handler = () => {};'),
  memorySize: 128,
  timeout: Duration.seconds(3),
  may: [],
};

const outdir = mkdtempSync(join(tmpdir(), 'service-function-'));
afterAll(() => rmSync(outdir, { recursive: true }));

describe('a service function', () => {
  it('is given the variables of its contract', () => {
    const stack = new Stack(new App({ outdir }));
    const environment = { LEDGER_TABLE: 'ledger', EVENT_BUS_NAME: 'bus' };
    const made = new ServiceFunction(stack, 'One', { ...rest, contract, environment });
    expect(made.function.node.scope).toBe(made);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ...environment, NODE_OPTIONS: '--enable-source-maps' } },
    });
  }, 120_000);

  it('names our file and line in a stack trace, by Node’s options and the source map of its bundle', async () => {
    const file = join(outdir, 'throws.ts');
    writeFileSync(file, "const because: string = 'on purpose';\n\n\nthrow new Error(because);\n");
    const folder = await bundleEntry({ file, configFile: 'lifecycle.config.ts', folder: join(outdir, 'throws') });
    const { stderr } = spawnSync(process.execPath, [join(folder, 'index.mjs')], {
      encoding: 'utf8',
      env: { NODE_OPTIONS: '--enable-source-maps' },
    });
    expect(stderr).toMatch(/throws\.ts:4/);
  });

  it('does not compile with a variable too few, or a misspelt one', () => {
    const stack = new Stack(new App({ outdir }));
    const common = { ...rest, contract };
    // @ts-expect-error the bus is missing
    const without = () => new ServiceFunction(stack, 'A', { ...common, environment: { LEDGER_TABLE: 'ledger' } });
    const environment = { LEDGER_TABLE: 'ledger', EVENT_BUS_NAME: 'bus' } as const;
    // @ts-expect-error there is no TABEL
    const misspelt = () => new ServiceFunction(stack, 'B', { ...common, environment: { ...environment, TABEL: '' } });
    expect([without, misspelt]).toHaveLength(2);
  });
});
