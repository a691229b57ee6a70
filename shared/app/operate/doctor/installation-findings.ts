import { LIFECYCLE_QUEUE } from '../../../contracts/lifecycle-queue.ts';
import { pathOf } from '../../../contracts/operate/path-of.ts';
import { COMMANDS } from '../../../contracts/operate/registry.ts';
import type { Finding } from '../../../contracts/operate/status/doctor.ts';
import { RetryableError } from '../../../domain/failure.ts';
import type { Concurrency, DocumentVersions, InstallationProbe } from '../../../ports/installation-probe.ts';
import { ok, warn, wrong } from './finding.ts';

/** Beside provision: the tick, a rotation, a few operators, and HR. */
const LEAST = 2 * LIFECYCLE_QUEUE.maxConcurrency;
/** So that a crowd of deliveries is not turned away. */
const COMFORTABLE = 10 * LIFECYCLE_QUEUE.maxConcurrency;
const MORE =
  'Request a higher quota from AWS: Service Quotas, AWS Lambda, Concurrent executions; most accounts have 1,000';

/** What AWS says of the installation, against what it needs. What AWS does not say is a finding too. */
export async function installationFindings(installation: InstallationProbe): Promise<readonly Finding[]> {
  const commands = COMMANDS.map(({ name }) => pathOf(name));
  const looks = await Promise.all([
    told('It is not known how many functions may run at once', async () =>
      concurrencyFinding(await installation.concurrency()),
    ),
    told('It is not known which version of the runbook documents is started', async () =>
      documentFinding(await installation.documents(commands)),
    ),
    told('It is not known whether the ledger is protected from being deleted', async () =>
      ledgerFinding(await installation.isLedgerProtected()),
    ),
  ]);
  return looks;
}

async function told(what: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    return warn(what, error.message, 'Try again in a minute');
  }
}

function concurrencyFinding({ account, unreserved }: Concurrency): Finding {
  const number = (many: number) => many.toLocaleString('en');
  const what = `Lambda runs ${number(unreserved)} functions at once for this system and for others in this account and region`;
  const because = `The limit of the account is ${number(account)}, and other functions have reserved ${number(account - unreserved)}`;
  const provision = `provision alone runs up to ${LIFECYCLE_QUEUE.maxConcurrency} at once`;
  if (unreserved < LEAST) return wrong(what, `${because}; ${provision}, and then AWS rejects HR’s deliveries`, MORE);
  if (unreserved < COMFORTABLE)
    return warn(what, `${because}; ${provision}, and AWS rejects some when many deliveries arrive at once`, MORE);
  return ok(what, because);
}

function documentFinding(documents: readonly DocumentVersions[]): Finding {
  const old = documents.filter(({ started, newest }) => started !== newest);
  if (documents.length === 0)
    return warn('There are no runbook documents', 'No document of any command was found', 'Deploy the stacks again');
  const names = old.map(({ command, newest }) => `${command} (newest: ${newest})`).join(', ');
  if (old.length > 0)
    return warn(
      `Runbook documents start an older version than they have: ${names}`,
      'The last deployment wrote a new version, and CloudFormation did not make it the default',
      'For each: aws ssm update-document-default-version --name <installation>-<command> --document-version <newest>',
    );
  return ok('Every runbook document starts its newest version', `${documents.length} were looked at`);
}

const ledgerFinding = (isProtected: boolean): Finding =>
  isProtected
    ? ok('The ledger is protected from being deleted', 'AWS refuses to delete its table')
    : warn(
        'The ledger and its stack can be deleted by mistake',
        'The last deployment was given --context first=true, which leaves both unprotected, or its protection was switched off by hand',
        'Deploy once more without it: npx cdk deploy --all',
      );
