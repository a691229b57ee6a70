import { describe, expect, it } from 'vitest';

import { hrisConnections } from '../../../../shared/adapters/hris/registry.ts';

const defaultTimeZone = 'Europe/Berlin';

describe('the configured connections', () => {
  it('come under their names, each behind its own door', () => {
    const connections = hrisConnections({
      hr: { kind: 'standard-webhooks', toleranceSeconds: 300, defaultTimeZone },
      people: { kind: 'bamboohr', toleranceSeconds: 10_800, defaultTimeZone },
      payroll: { kind: 'standard-webhooks', toleranceSeconds: 60, defaultTimeZone },
      events: { kind: 'canonical', defaultTimeZone },
    });
    expect(connections.map(({ name, door, hasKeys }) => ({ name, door, hasKeys }))).toEqual([
      { name: 'hr', door: 'hooks', hasKeys: true },
      { name: 'people', door: 'hooks', hasKeys: true },
      { name: 'payroll', door: 'hooks', hasKeys: true },
      { name: 'events', door: 'events', hasKeys: false },
    ]);
  });

  it('cannot be two behind the door that names none', () => {
    const canonical = { kind: 'canonical', defaultTimeZone } as const;
    expect(() => hrisConnections({ one: canonical, two: canonical })).toThrow('Only one connection can be canonical');
  });
});
