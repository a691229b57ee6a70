import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import { placeOfError } from './place-of-error.ts';

const FILE = 'lifecycle.config.ts';

/** What a configuration file exports, whatever that is. Throws a `Refusal` with the place where the file cannot be loaded. */
export async function configFile(
  load: () => Promise<{ readonly default: unknown }> = () => import('../../lifecycle.config.ts'),
  file = FILE,
): Promise<unknown> {
  try {
    return (await load()).default;
  } catch (error) {
    const because = error instanceof Error ? error.message : 'it throws';
    throw new Refusal(EXIT.usage, { error: 'invalid-config', because: `${placeOfError(error) ?? file}: ${because}` });
  }
}
