import { ENVIRONMENT } from '../../shared/contracts/installation.ts';
import type { LocalEndpoint } from '../../shared/contracts/local-endpoint.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import type { Credentials } from './aws.ts';
import { runningLocalCloud } from './running-local-cloud.ts';

/** What says which installation is meant. */
export interface Whereabouts {
  readonly endpoint?: string | undefined;
  readonly env?: string | undefined;
  readonly region?: string | undefined;
}

/** One installation that can be asked. */
export interface Place {
  /** Base of its HTTP API, without a slash at its end. */
  readonly api: string;
  readonly local: LocalEndpoint | undefined;
  /** Both throw a `Refusal` where they are not known. */
  region(): string;
  credentials(): Promise<Credentials>;
}

const DEFAULT_ENV = 'main';

/**
 * `--endpoint`, else the local cloud that runs in this project, else the deployed stack. A named environment means the
 * deployed one, also while a local cloud runs.
 */
export async function findPlace(whereabouts: Whereabouts, context: CliContext): Promise<Place> {
  const { endpoint } = whereabouts;
  const local = await localMeant(whereabouts, context);
  const api = endpoint === undefined ? (local?.api ?? (await deployedApi(whereabouts, context))) : baseOf(endpoint);
  return {
    api,
    local,
    region: () => local?.region ?? regionOf(api, whereabouts, context),
    credentials: async () => local?.credentials ?? context.aws.credentials(),
  };
}

/** The running local cloud, unless another place is named. */
export async function localMeant(
  { endpoint, env }: Whereabouts,
  { root }: CliContext,
): Promise<LocalEndpoint | undefined> {
  if (endpoint === undefined && env !== undefined) return undefined;
  const local = await runningLocalCloud(root);
  return endpoint === undefined || (local && baseOf(endpoint) === baseOf(local.api)) ? local : undefined;
}

function baseOf(endpoint: string): string {
  const url = URL.parse(endpoint);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return endpoint.replace(/\/+$/, '');
  const because =
    '--endpoint must be the base of the HTTP API, for instance https://abc.execute-api.eu-central-1.amazonaws.com';
  throw new Refusal(EXIT.usage, { error: 'usage', because });
}

async function deployedApi(
  { env = DEFAULT_ENV, region }: Whereabouts,
  { aws, env: variables }: CliContext,
): Promise<string> {
  if (!ENVIRONMENT.test(env)) {
    const because = '--env must be 1 to 16 lower-case letters, digits and hyphens, and begin with a letter';
    throw new Refusal(EXIT.usage, { error: 'usage', because });
  }
  const stack = `atlan-lifecycle-${env}-service`;
  const outputs = await aws.stackOutputs(stack, region ?? regionVariable(variables));
  if (outputs?.['ApiUrl'] !== undefined) return baseOf(outputs['ApiUrl']);
  const found = outputs
    ? `The stack ${stack} has no output ApiUrl`
    : `There is no stack ${stack} in this account and region`;
  const because = `${found}. Give --endpoint <url>, or start the local cloud in this project, or deploy and name the environment with --env (and --region)`;
  throw new Refusal(EXIT.unreachable, { error: 'nowhere', because });
}

const regionVariable = (env: CliContext['env']): string | undefined => env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];

/** The address of an API says its region for certain; a variable is about whatever else one works on. */
function regionOf(api: string, { region }: Whereabouts, { env }: CliContext): string {
  const [, said] = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(api) ?? [];
  const known = region ?? said ?? regionVariable(env);
  if (known !== undefined) return known;
  throw new Refusal(EXIT.usage, {
    error: 'no-region',
    because: 'No AWS region is known: give --region, or set AWS_REGION',
  });
}
