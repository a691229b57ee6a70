import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

import type { CheckedConfig } from '../../shared/contracts/config/check-config.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import { askCompany } from './ask-company.ts';
import { checkConfigFile } from './check-config-file.ts';
import { linesOf } from './lines-of.ts';
import { configText } from './new-company.ts';

export interface NewFile {
  readonly file: string;
  /** Write over a file that is there. */
  readonly force: boolean;
}

/** Asks for a company and writes its configuration, which is then checked as by `config check`. Throws a `Refusal` where the file is there. */
export async function initConfig({ file, force }: NewFile, context: CliContext): Promise<CheckedConfig> {
  const { root, stdin, stderr, now } = context;
  if (!force && existsSync(file))
    throw new Refusal(EXIT.conflict, {
      error: 'conflict',
      because: `${file} already exists: name another file, or give --force to overwrite it`,
    });
  const lines = linesOf(stdin);
  try {
    const company = await askCompany(async (question) => {
      stderr.write(question);
      return (await lines.next()).value;
    }, new Intl.DateTimeFormat().resolvedOptions().timeZone);
    const written = {
      importFrom: importOf(join(root, 'shared/contracts/config/define-config.ts'), dirname(resolve(file))),
      today: new Date(now()).toISOString().slice(0, 10),
    };
    await writeFile(file, configText(company, written));
  } finally {
    await lines.return(undefined);
  }
  return checkConfigFile(file);
}

function importOf(module: string, from: string): string {
  const path = relative(from, module).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
