import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

import type { CheckedConfig } from '../../../shared/contracts/config/check-config.ts';
import { commandLineRun } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileWith = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('config check', () => {
  it('says that a file can be deployed, and which rules no example looks after', async () => {
    const { exit, stdout } = await commandLineRun(['config', 'check', 'test/another-company/another.config.ts']);
    expect(exit).toBe(0);
    expect(stdout).toContain('1 connection (workday), 2 targets (catalogue-tokyo, catalogue-osaka), 3 rules');
    expect(stdout).not.toContain('No example');

    const bare = fileWith(
      'bare.config.ts',
      `export default {
         connections: { hr: { kind: 'canonical' } },
         targets: { 'atlan-prod': { provider: 'atlan', allowedEmailDomains: ['example.com'], groups: {} } },
         rules: [{ name: 'all', target: 'atlan-prod', when: { always: true }, role: '$guest' }],
       };`,
    );
    const checked = await commandLineRun(['config', 'check', bare, '--json']);
    expect(JSON.parse(checked.stdout) as CheckedConfig).toEqual({
      file: bare,
      connections: ['hr'],
      targets: ['atlan-prod'],
      rules: 1,
      examples: 0,
      rulesWithoutExample: ['all'],
    });
  });

  it('names everything that is wrong, and ends with 2', async () => {
    const wrong = fileWith(
      'wrong.config.ts',
      `export default {
         connections: { hr: { kind: 'fax' } },
         targets: { 'atlan-prod': { provider: 'atlan', allowedEmailDomains: ['@example.com'], groups: {} } },
         rules: [{ name: 'all', target: 'atlan-prd', when: { always: true }, role: '$guest' }],
       };`,
    );
    const { exit, stdout, stderr } = await commandLineRun(['config', 'check', wrong]);
    expect([exit, stdout]).toEqual([2, '']);
    for (const part of ['connections.hr', 'allowedEmailDomains', 'bamboohr, canonical, standard-webhooks'])
      expect(stderr).toContain(part);
  });

  it('refuses an example that does not hold, as a deployment does', async () => {
    const text = readFileSync('test/another-company/another.config.ts', 'utf8')
      .replaceAll("'../../shared/", `'${resolve('shared')}/`)
      .replace("groups: ['Sales Insight'] },\n", 'groups: [] },\n');
    const { exit, stderr } = await commandLineRun(['config', 'check', fileWith('example.config.ts', text)]);
    expect(exit).toBe(2);
    expect(stderr).toContain('Emi, in sales at Osaka');
  });

  it('says of a file that is not there which one it is', async () => {
    const { exit, stderr } = await commandLineRun(['config', 'check', join(folder, 'absent.config.ts')]);
    expect(exit).toBe(2);
    expect(stderr).toContain('absent.config.ts');
  });

  it('loads neither the CDK nor an AWS client', async () => {
    const script = `
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ resolve: (name, context, next) => { loaded.push(name); return next(name, context); } });
      const { checkConfigFile } = await import('./cli/config/check-config-file.ts');
      await checkConfigFile('test/another-company/another.config.ts');
      console.log(JSON.stringify(loaded.filter((name) => /^(aws-cdk|@aws-|constructs)/.test(name))));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});

describe('config init', () => {
  const answers = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
  const init = (file: string, stdin: string, ...more: readonly string[]) =>
    commandLineRun(['config', 'init', file, ...more], { root: resolve('.'), stdin });

  it('asks, and writes a file that can be deployed, with an example for each rule', async () => {
    const file = join(folder, 'own.config.ts');
    const said = answers(
      'catalogue',
      'example.org',
      'bamboohr',
      'people',
      'Europe/Paris',
      "Analytics, Data d'Ingénierie, Analytics",
      '',
      'Engineering',
      'yes',
      'break-glass@example.org',
    );
    const { exit, stdout, stderr } = await init(file, said, '--json');
    expect(stderr).toContain('Atlan tenant');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout) as CheckedConfig).toMatchObject({
      connections: ['people'],
      targets: ['catalogue'],
      rules: 3,
      examples: 3,
      rulesWithoutExample: [],
    });
    const { default: written } = (await import(file)) as { default: { targets: Record<string, object> } };
    expect(written.targets['catalogue']).toMatchObject({
      allowedEmailDomains: ['example.org'],
      groups: { Analytics: { create: true }, "Data d'Ingénierie": { create: true } },
      protected: { emails: ['break-glass@example.org'] },
    });
  });

  it('takes what it proposes where the answer is empty, and puts groups of one department into one example', async () => {
    const file = join(folder, 'usual.config.ts');
    const { exit, stdout } = await init(
      file,
      answers('', 'example.com', '', '', 'UTC', 'A, B', 'Sales', 'Sales', '', ''),
      '--json',
    );
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ connections: ['hr'], targets: ['atlan-prod'], rulesWithoutExample: [] });
  });

  it('asks again, saying what is wrong, until an answer can be used', async () => {
    const file = join(folder, 'again.config.ts');
    const said = answers(
      'Atlan!',
      'atlan',
      '@example.com',
      'example.com',
      'fax',
      'canonical',
      'hr',
      'Berlin',
      'UTC',
      '',
      '',
    );
    const { exit, stderr } = await init(file, said);
    expect(exit).toBe(0);
    for (const fix of ['lower-case letters', 'without @', 'signs its webhooks', 'IANA time zone'])
      expect(stderr).toContain(fix);
  });

  it('writes over nothing unless it is told to, and writes nothing when the answers end', async () => {
    const there = fileWith('there.config.ts', 'mine');
    const refused = await init(there, '');
    expect([refused.exit, readFileSync(there, 'utf8')]).toEqual([4, 'mine']);
    expect(refused.stderr).toContain('--force');
    const forced = await init(there, answers('', 'example.com', '', '', 'UTC', '', ''), '--force');
    expect(forced.exit).toBe(0);

    const unfinished = join(folder, 'unfinished.config.ts');
    const { exit, stderr } = await init(unfinished, answers('', 'example.com'));
    expect([exit, existsSync(unfinished)]).toEqual([2, false]);
    expect(stderr).toContain('No answer to');
  });
});
