import { Command, InvalidArgumentError } from 'commander';

import { describeCloud } from './describe-cloud.ts';
import { startFromSource } from './from-source.ts';
import { untilStopped } from './until-stopped.ts';

const port = (value: string) => {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
    throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
  return Number(value);
};
const timeScale = (value: string) => {
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(value) || Number(value) < 1)
    throw new InvalidArgumentError('It must be a number from 1 to 9999, such as 60.');
  return Number(value);
};

interface Flags {
  readonly port: number;
  readonly timeScale: number;
  readonly config?: string;
  readonly assembly?: string;
}

const command = new Command('local')
  .description('Runs what would be deployed on this machine, until it is stopped. Needs no AWS account and no Docker.')
  .option('--port <number>', 'port to listen on; 0 takes any free one', port, 0)
  .option('--time-scale <number>', 'how many times as fast as real time it runs', timeScale, 1)
  .option('--config <file>', 'another configuration than lifecycle.config.ts')
  .option('--assembly <folder>', 'the output of `cdk synth` for this configuration, instead of a new synthesis')
  .allowExcessArguments(false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .addHelpText(
    'after',
    `
Examples:
  npm run -s local -- --port 4100
  npm run -s local -- --port 0 --time-scale 60 --config my.config.ts

One line of JSON on stdout says where everything is; docs/local-cloud.md explains it. Progress is written to stderr.
While it runs, npm run -s atlan-lifecycle -- status talks to it.`,
  )
  .parse();

const { config: configFile, assembly: assemblyFolder, ...flags } = command.opts<Flags>();
try {
  await untilStopped(async () => {
    const running = await startFromSource({
      ...flags,
      configFile,
      assemblyFolder,
      onStep: (step) => console.error(`${step} …`),
    });
    console.log(JSON.stringify(describeCloud(running.cloud)));
    return running;
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
