import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

/** The language itself loads the file, as it does for the command: the tool that runs these tests would say it in other words. */
async function loaded(text: string) {
  const file = join(folder, 'lifecycle.config.ts');
  writeFileSync(file, text);
  const script = `
    import { configFile } from ${JSON.stringify(pathToFileURL('cli/read/config-file.ts').href)};
    try { console.log(JSON.stringify(await configFile(() => import(${JSON.stringify(pathToFileURL(file).href)})))); }
    catch (error) { console.log(error.exit, error.message); }`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return stdout.replaceAll(file, 'FILE').trim();
}
const folder = mkdtempSync(join(tmpdir(), 'config-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a configuration file', () => {
  it('is what it exports', async () => {
    expect(await loaded('export default { targets: {} };')).toBe('{"targets":{}}');
  });

  it.each([
    ['what is not the language', 'export default {\n  a: 1,\n  b 2,\n};\n', /^2 FILE:3:5: Unexpected token/],
    [
      'what it imports and is not there',
      "import { a } from 'node:fs';\nexport default a;\n",
      /^2 FILE:1:10: .*export named 'a'/,
    ],
    ['what it throws itself', 'export default [\n  nowhere.of,\n];\n', /^2 FILE:2:3: nowhere is not defined/],
  ])('is told with the line and column of %s', async (_what, text, told) => {
    expect(await loaded(text)).toMatch(told);
  });
});
