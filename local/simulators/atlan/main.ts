import { readFileSync } from 'node:fs';

import { Command, InvalidArgumentError } from 'commander';

import { apiRoutes } from './api/routes.ts';
import { InvalidInput } from './decode.ts';
import { decodeFaults, type Fault } from './faults/fault.ts';
import { endpointKey } from './http/route.ts';
import { startAtlanSimulator } from './server.ts';
import { decodeOptions } from './tenant/decode-options.ts';
import type { TenantOptions } from './tenant/options.ts';

interface Flags {
  readonly port: number;
  readonly seedUsers: number;
  readonly seed: number;
  readonly timeScale: number;
  readonly faults?: readonly Fault[];
  readonly options?: TenantOptions;
  readonly token?: string;
}

const wholeNumber = (max: number) => (value: string) => {
  if (!/^\d{1,9}$/.test(value) || Number(value) > max) {
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${max}.`);
  }
  return Number(value);
};

function timeScale(value: string): number {
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(value) || Number(value) === 0) {
    throw new InvalidArgumentError('It must be a number above 0, such as 60 or 0.5.');
  }
  return Number(value);
}

/** 8 to 200 characters that can stand in a header. */
function bearer(value: string): string {
  if (!/^[\w.~+/=-]{8,200}$/.test(value)) {
    throw new InvalidArgumentError('It must have 8 to 200 letters, digits or any of . _ ~ + / = -');
  }
  return value;
}

/** Reads and decodes a JSON file; what is wrong with it is said with its name and the field. */
const fileOf =
  <T>(decode: (value: unknown) => T) =>
  (file: string): T => {
    try {
      return decode(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      if (error instanceof InvalidInput) throw new InvalidArgumentError(`In ${file}: ${error.message}.`);
      if (error instanceof SyntaxError) throw new InvalidArgumentError(`${file} is not valid JSON; correct it.`);
      throw new InvalidArgumentError(`${file} cannot be read; check the path.`);
    }
  };

const command = new Command('simulator:atlan')
  .description('Serves an Atlan tenant of invented people on 127.0.0.1 until it is stopped.')
  .option('--port <number>', 'port to listen on; 0 takes any free one', wholeNumber(65_535), 4010)
  .option('--seed-users <number>', 'how many people to invent', wholeNumber(100_000), 0)
  .option('--seed <number>', 'the same seed gives the same people', wholeNumber(999_999_999), 1)
  .option('--time-scale <number>', "how many times faster the simulator's clock runs", timeScale, 1)
  .option(
    '--faults <file>',
    'JSON list of faults to start with',
    fileOf((value) => decodeFaults(value, 'faults', apiRoutes.map(endpointKey))),
  )
  .option(
    '--options <file>',
    'JSON object of tenant options',
    fileOf((value) => decodeOptions(value, 'options')),
  )
  .option('--token <token>', 'the API token to accept; default: a new one', bearer)
  .allowExcessArguments(false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .addHelpText(
    'after',
    `
Examples:
  npm run -s simulator:atlan -- --port 0 --seed-users 200
  npm run -s simulator:atlan -- --port 4010 --token local-development-only --faults faults.json
  echo '[{"kind":"lost-response","endpoint":"POST /api/service/users","times":1}]' > faults.json

One line of JSON on stdout says where it listens: {"url","token","control"}. Open the url in a browser to see the tenant.`,
  )
  .parse();

const flags: Flags = command.opts<Flags>();

try {
  const simulator = await startAtlanSimulator(flags);
  console.log(JSON.stringify({ url: simulator.url, token: simulator.token, control: simulator.control }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
} catch (error) {
  console.error(
    `error: cannot listen on port ${flags.port} (${error instanceof Error ? error.message : 'unknown'}); try --port 0`,
  );
  process.exitCode = 2;
}
