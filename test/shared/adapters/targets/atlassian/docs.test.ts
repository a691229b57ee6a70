import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { apiRoutes } from '../../../../../local/simulators/atlassian/api/routes.ts';
import { defaultOptions } from '../../../../../local/simulators/atlassian/organisation/options.ts';
import { ENDED_ENDPOINTS } from '../../../../../shared/adapters/targets/atlassian/ended-endpoints.ts';

const client = readFileSync('docs/providers/atlassian.md', 'utf8');
const simulator = readFileSync('docs/simulators/atlassian.md', 'utf8');

it('the page of the provider maps every endpoint that ended to what replaces it', () => {
  for (const { v1, v2, differs } of ENDED_ENDPOINTS) expect(client).toContain(`| \`${v1}\` | \`${v2}\` | ${differs} |`);
});

it('the simulator knows every endpoint that ended', () => {
  const ended = apiRoutes.map(({ method, pattern }) => `${method} ${pattern.replace('/admin', '')}`);
  expect(ENDED_ENDPOINTS.filter(({ v1 }) => !ended.includes(v1))).toEqual([]);
});

it('the page of the simulator names every option', () => {
  expect(Object.keys(defaultOptions).filter((option) => !simulator.includes(`\`${option}\``))).toEqual([]);
});
