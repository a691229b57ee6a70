import { expect, it } from 'vitest';

import { defineConfig } from '../../../../shared/contracts/config/define-config.ts';

it('gives back what it was given, and refuses wrong names where they are written', () => {
  const config = defineConfig({
    connections: { hr: { kind: 'canonical' } },
    targets: {
      prod: { provider: 'atlan', allowedEmailDomains: ['example.com'], groups: { Analytics: {} } },
      sandbox: { provider: 'atlan', allowedEmailDomains: ['example.com'], groups: { Experiments: { create: true } } },
    },
    lists: { hubs: ['Lyon'] },
    rules: [
      { name: 'a', target: 'prod', when: { attribute: 'country', inList: 'hubs' }, groups: ['Analytics'] },
      // @ts-expect-error a target that does not exist
      { name: 'b', target: 'production', when: { always: true }, role: '$member' },
      // @ts-expect-error a group of the other target
      { name: 'c', target: 'prod', when: { always: true }, groups: ['Experiments'] },
      // @ts-expect-error a role that does not exist
      { name: 'd', target: 'prod', when: { always: true }, role: '$owner' },
      // @ts-expect-error an attribute that does not exist
      { name: 'e', target: 'prod', when: { attribute: 'salary', equals: 'x' }, role: '$member' },
      // @ts-expect-error a list that does not exist
      { name: 'f', target: 'prod', when: { not: { attribute: 'country', inList: 'hub' } }, role: '$member' },
      // @ts-expect-error a field that does not exist
      { name: 'g', target: 'prod', when: { always: true }, roles: '$member' },
    ],
    operators: {
      sam: { worker: 'hr:1' },
      // @ts-expect-error a field that does not exist
      kim: { nickname: 'Kim' },
    },
    examples: [
      {
        name: 'Mara',
        worker: {},
        today: '2026-01-01',
        // @ts-expect-error a group of the other target
        expect: { sandbox: { role: '$member', groups: ['Analytics'] } },
      },
    ],
  });
  expect(config.rules.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});
