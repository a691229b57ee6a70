import { App } from 'aws-cdk-lib';

import { addStacks } from './stacks/add-stacks.ts';
import { bundleFunctions } from './stacks/function-bundles.ts';
import { readSettings } from './stacks/settings.ts';

const app = new App({ analyticsReporting: false });
const { configFile, ...settings } = await readSettings(app.node).catch((error: unknown) => {
  // the person who wrote the configuration needs the sentence, not where it was thrown
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
await using bundles = await bundleFunctions(configFile);
addStacks(app, { ...settings, bundles });
app.synth();
