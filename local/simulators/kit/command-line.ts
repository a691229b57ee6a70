import { readFileSync } from 'node:fs';

import { Command, InvalidArgumentError } from 'commander';

import { InvalidInput } from './decode.ts';
import { decodeFaults, type Fault } from './faults/fault.ts';
import { endpointKey } from './http/route.ts';
import type { Product } from './product.ts';
import { startSimulator } from './server.ts';
import type { World } from './world.ts';

interface Flags<Options> {
  readonly port: number;
  readonly seedUsers: number;
  readonly seed: number;
  readonly timeScale: number;
  readonly faults?: readonly Fault[];
  readonly options?: Options;
  readonly token?: string;
}

/** What the help of one simulator says beside its flags. */
export interface HelpTexts {
  /** For instance `Serves an Atlan tenant of invented people`. */
  readonly description: string;
  /** An endpoint key that a person would break first. */
  readonly exampleEndpoint: string;
  /** The port when none is named. */
  readonly port: number;
}

/**
 * `npm run -s simulator:<product>`: serves one tenant on 127.0.0.1 until SIGINT or SIGTERM. One line of JSON on stdout says where:
 * `{url, token, control}`. Exit code 2 for flags that are wrong and for a port that is taken.
 */
export async function serveFromCommandLine<Options extends object, W extends World<Options>, Handler>(
  product: Product<Options, W, Handler>,
  texts: HelpTexts,
): Promise<void> {
  const flags = readFlags(product, texts);
  try {
    const simulator = await startSimulator(product, flags);
    console.log(JSON.stringify({ url: simulator.url, token: simulator.token, control: simulator.control }));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
  } catch (error) {
    console.error(
      `error: cannot listen on port ${flags.port} (${error instanceof Error ? error.message : 'unknown'}); try --port 0`,
    );
    process.exitCode = 2;
  }
}

function readFlags<Options, W extends World<Options>, Handler>(
  { name, routes, decodeOptions }: Product<Options, W, Handler>,
  { description, exampleEndpoint, port }: HelpTexts,
): Flags<Options> {
  const command = `simulator:${name}`;
  return new Command(command)
    .description(`${description} on 127.0.0.1 until it is stopped.`)
    .option('--port <number>', 'port to listen on; 0 takes any free one', wholeNumber(65_535), port)
    .option('--seed-users <number>', 'how many people to invent', wholeNumber(100_000), 0)
    .option('--seed <number>', 'the same seed gives the same people', wholeNumber(999_999_999), 1)
    .option('--time-scale <number>', "how many times faster the simulator's clock runs", timeScale, 1)
    .option(
      '--faults <file>',
      'JSON list of faults to start with',
      fileOf((value) => decodeFaults(value, 'faults', routes.map(endpointKey))),
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
  npm run -s ${command} -- --port 0 --seed-users 200
  npm run -s ${command} -- --port ${port} --token local-development-only --faults faults.json
  echo '[{"kind":"lost-response","endpoint":"${exampleEndpoint}","times":1}]' > faults.json

One line of JSON on stdout says where it listens: {"url","token","control"}. Open the url in a browser to see the tenant.`,
    )
    .parse()
    .opts<Flags<Options>>();
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
  if (!/^[\w.~+/=:*-]{8,200}$/.test(value)) {
    throw new InvalidArgumentError('It must have 8 to 200 letters, digits or any of . _ ~ + / = : * -');
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
