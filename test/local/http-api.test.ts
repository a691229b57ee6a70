import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Assembly } from '../../local/template/assembly.ts';
import { UnknownPart } from '../../local/template/unknown-part.ts';
import { assemblyOf } from './support/assembly.ts';
import { edited, type RunningCloud, runningCloud, TEST_CONFIG } from './support/running-cloud.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await assemblyOf(TEST_CONFIG);
});

const withStage = (change: (properties: Record<string, unknown>) => void) =>
  edited(assembly, 'service', (resources) => {
    for (const { Type, Properties } of Object.values(resources))
      if (Type === 'AWS::ApiGatewayV2::Stage') change(Properties);
  });

const knock = async ({ cloud }: RunningCloud) => {
  const response = await fetch(`${cloud.url}/hooks/another`, { method: 'POST', body: '{}' });
  return { status: response.status, body: await response.text() };
};
const accessLog = ({ cloud }: RunningCloud): readonly Record<string, string>[] =>
  cloud.logs.since(0, 'access-log').map(({ line }) => JSON.parse(line));

describe('the HTTP API of the local cloud', () => {
  it('turns away what is more than its stage lets through, whatever its time scale', async () => {
    const narrow = withStage((properties) => {
      properties['DefaultRouteSettings'] = { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 };
    });
    await using running = await runningCloud({ assembly: narrow, timeScale: 600 });
    expect([await knock(running), await knock(running), await knock(running)]).toEqual([
      { status: 404, body: 'no such connection' },
      { status: 404, body: 'no such connection' },
      { status: 429, body: '{"message":"Too Many Requests"}' },
    ]);
    // each route has its own
    expect(await running.events('joined', 'ada')).toBe(202);
    expect(accessLog(running).map(({ route, status, error }) => [route, status, error])).toEqual([
      ['POST /hooks/{connection}', '404', '-'],
      ['POST /hooks/{connection}', '404', '-'],
      ['POST /hooks/{connection}', '429', 'Too Many Requests'],
      ['POST /events', '202', '-'],
    ]);
  });

  it('lets through what AWS lets through as it comes: 10,000 requests a second, and 5,000 at once', async () => {
    await using running = await runningCloud({ assembly });
    expect(running.cloud.deployment.stage.throttle).toEqual({ perSecond: 10_000, burst: 5_000 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => knock(running)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    for (const said of ['429', '10,000', '5,000']) expect(readFileSync('docs/events.md', 'utf8')).toContain(said);
  });

  it('stops at an access log that writes down what it does not know', async () => {
    const other = withStage((properties) => {
      const settings = properties['AccessLogSettings'] as { Format: string };
      properties['AccessLogSettings'] = { ...settings, Format: '{"ip":"$context.identity.sourceIp"}' };
    });
    await expect(runningCloud({ assembly: other })).rejects.toThrow(UnknownPart);
  });
});
