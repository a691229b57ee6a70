import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import cdk from '../../../cdk.json' with { type: 'json' };
import { bundleFunctions } from '../../../infra/stacks/function-bundles.ts';

describe('the app', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'infra-app-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** As the CDK's command line starts it. */
  const synth = (context: Readonly<Record<string, string>>) => {
    const { status, stderr } = spawnSync(process.execPath, ['infra/app.ts'], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        CDK_OUTDIR: join(folder, 'out'),
        CDK_CONTEXT_JSON: JSON.stringify({ ...cdk.context, ...context }),
      },
    });
    return { status, stderr };
  };
  const configFile = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const original = pathToFileURL(resolve('local/demo/demo.config.ts')).href;

  it('refuses a rule that breaks an example, by name, in a sentence', () => {
    const broken = configFile(
      'broken.config.ts',
      `import config from '${original}';
       export default { ...config, rules: config.rules.map((rule) => rule.name === 'analysts' ? { ...rule, groups: ['Nobody'] } : rule) };`,
    );
    const { status, stderr } = synth({ config: broken });
    expect(status).toBe(1);
    expect(stderr).toContain('broken.config.ts');
    expect(stderr).toContain('analysts');
    expect(stderr).not.toContain('at readConfig');
  });

  it('refuses a name that AWS would not take', () => {
    const { status, stderr } = synth({ env: 'Main_1' });
    expect(status).toBe(1);
    expect(stderr).toContain('env=Main_1');
  });

  it('refuses a first that is neither true nor left out', () => {
    const { status, stderr } = synth({ first: 'yes' });
    expect(status).toBe(1);
    expect(stderr).toContain('first=yes');
  });

  it('puts the chosen configuration into every bundle', () => {
    const other = configFile(
      'other.config.ts',
      `export default {
         connections: { payroll: { kind: 'canonical' } },
         targets: { 'atlan-elsewhere': { provider: 'atlan', allowedEmailDomains: ['example.org'], groups: {} } },
         rules: [],
       };`,
    );
    const { status, stderr } = synth({ config: other, env: 'other' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const out = join(folder, 'out');
    const bundles = readdirSync(out).filter((name) => name.startsWith('asset.'));
    expect(bundles).toHaveLength(5);
    for (const bundle of bundles) {
      const text = readFileSync(join(out, bundle, 'index.mjs'), 'utf8');
      expect([text.includes('atlan-elsewhere'), text.includes('autumn-intake')]).toEqual([true, false]);
      expect(text).toContain('//# sourceMappingURL=index.mjs.map');
      expect(readdirSync(join(out, bundle))).toContain('index.mjs.map');
    }
    expect(readFileSync(join(out, 'atlan-lifecycle-other-state.template.json'), 'utf8')).toContain(
      'atlan-lifecycle/other/targets/atlan-elsewhere',
    );
  }, 900_000);

  it('lets a configuration build on the one that is there', async () => {
    const grown = configFile(
      'grown.config.ts',
      `import config from '${resolve('local/demo/demo.config.ts')}';
       export default { ...config, lists: { ...config.lists, 'grown-here': ['CC-1'] } };`,
    );
    await using bundles = await bundleFunctions(grown);
    for (const bundle of [bundles.ingest, bundles.provision, bundles.poll, bundles.operate, bundles.rotate]) {
      const text = readFileSync(join(bundle, 'index.mjs'), 'utf8');
      expect([text.includes('grown-here'), text.includes('autumn-intake')]).toEqual([true, true]);
    }
  }, 900_000);
});
