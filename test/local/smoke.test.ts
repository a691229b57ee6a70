import { beforeAll, describe, expect, it } from 'vitest';

import type { Assembly } from '../../local/template/assembly.ts';
import { assemblyOf } from './support/assembly.ts';
import { type EditableResource, edited, runningCloud, TEST_CONFIG } from './support/running-cloud.ts';
import { smoke } from './support/smoke.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await assemblyOf(TEST_CONFIG);
});

type Resources = Record<string, EditableResource>;
const idsOf = (resources: Resources, type: string) =>
  Object.keys(resources).filter((id) => resources[id]?.Type === type);
const without =
  (type: string, nth = 0) =>
  (resources: Resources) => {
    const id = idsOf(resources, type)[nth];
    if (id === undefined) throw new Error(`the template has no ${type} with the number ${nth}`);
    delete resources[id];
  };
const setting =
  (type: string, change: (properties: Record<string, unknown>) => Record<string, unknown>) =>
  (resources: Resources) => {
    for (const id of idsOf(resources, type)) resources[id]!.Properties = change(resources[id]!.Properties);
  };

/** Of local time: the tenant is swept every five minutes. */
const TWO_SWEEPS_MS = 11 * 60_000;

describe('the local cloud', () => {
  it('runs the template from the door to the read-back, the tick, the bus and the dead-letter queue', async () => {
    await using running = await runningCloud({ assembly });
    await smoke(running);
  });

  const edits: readonly (readonly [
    what: string,
    stack: string,
    fails: RegExp,
    edit: (resources: Resources) => void,
  ])[] = [
    [
      'the event source mapping',
      'service',
      /mapping/,
      (resources) => {
        // operate names it, to switch it off
        const [id] = idsOf(resources, 'AWS::Lambda::EventSourceMapping');
        without('AWS::Lambda::EventSourceMapping')(resources);
        const text = JSON.stringify(resources).replaceAll(`{"Ref":"${id}"}`, '"gone"');
        Object.assign(resources, JSON.parse(text));
      },
    ],
    [
      'the mapping switched on',
      'service',
      /mapping/,
      setting('AWS::Lambda::EventSourceMapping', (properties) => ({ ...properties, Enabled: false })),
    ],
    [
      'the schedule',
      'service',
      /schedule/,
      (resources) => {
        without('AWS::Lambda::Permission', 3)(resources);
        without('AWS::Events::Rule')(resources);
      },
    ],
    [
      'the schedule switched on',
      'service',
      /schedule/,
      setting('AWS::Events::Rule', (properties) => ({ ...properties, State: 'DISABLED' })),
    ],
    [
      'the redrive policy',
      'state',
      /dead-letter queue/,
      setting('AWS::SQS::Queue', (properties) => ({ ...properties, RedrivePolicy: undefined })),
    ],
    ['the permission of the hooks route', 'service', /ingest answered 500/, without('AWS::Lambda::Permission', 0)],
    ['the permission of the operate route', 'service', /mode: 500/, without('AWS::Lambda::Permission', 2)],
    ['the permission of the schedule', 'service', /schedule/, without('AWS::Lambda::Permission', 3)],
    ['the hooks route', 'service', /ingest answered 404/, without('AWS::ApiGatewayV2::Route', 0)],
  ];

  it.each(edits)('fails the same run without %s', async (_what, stack, fails, edit) => {
    await using running = await runningCloud({ assembly: edited(assembly, stack, edit) });
    await expect(smoke(running, TWO_SWEEPS_MS)).rejects.toThrow(fails);
  });

  it('has an edit above for every redrive policy, mapping and rule of the template', () => {
    const resources = Object.values(assembly.stacks).flatMap(({ Resources }) => Object.values(Resources));
    const count = (type: string) => resources.filter(({ Type }) => Type === type).length;
    expect({
      mappings: count('AWS::Lambda::EventSourceMapping'),
      rules: count('AWS::Events::Rule'),
      permissions: count('AWS::Lambda::Permission'),
      redrives: resources.filter(({ Properties = {} }) => 'RedrivePolicy' in Properties).length,
    }).toEqual({ mappings: 1, rules: 1, permissions: 5, redrives: 1 });
  });
});
