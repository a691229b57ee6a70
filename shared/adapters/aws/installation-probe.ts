import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeDocumentCommand, InvalidDocument, type SSMClient } from '@aws-sdk/client-ssm';

import { RetryableError } from '../../domain/failure.ts';
import type { DocumentVersions, InstallationProbe } from '../../ports/installation-probe.ts';
import { inFlightLimit } from '../../runtime/in-flight.ts';

export interface AwsInstallation {
  readonly lambda: LambdaClient;
  readonly ssm: SSMClient;
  /** What precedes a command in the name of its document. */
  readonly documentPrefix: string;
  readonly dynamodb: DynamoDBClient;
  readonly ledgerTable: string;
}

/** Systems Manager takes few requests a second, and the documents are many. */
const AT_ONCE = 5;

/** The installation, as Lambda, Systems Manager and DynamoDB describe it. */
export const awsInstallation = ({
  lambda,
  ssm,
  documentPrefix,
  dynamodb,
  ledgerTable,
}: AwsInstallation): InstallationProbe => ({
  concurrency: async () => {
    const { AccountLimit } = await lambda
      .send(new GetAccountSettingsCommand())
      .catch(refused('Lambda did not report how many functions may run at once'));
    const { ConcurrentExecutions: account, UnreservedConcurrentExecutions: unreserved } = AccountLimit ?? {};
    if (account === undefined || unreserved === undefined)
      throw new RetryableError('Lambda did not report how many functions may run at once');
    return { account, unreserved };
  },
  documents: async (commands) => {
    const limited = inFlightLimit(AT_ONCE);
    const look = async (command: string): Promise<readonly DocumentVersions[]> => {
      try {
        const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: `${documentPrefix}${command}` }));
        const { DefaultVersion: started, LatestVersion: newest } = Document ?? {};
        return started === undefined || newest === undefined ? [] : [{ command, started, newest }];
      } catch (error) {
        // a command that needs an approver has none while there are no approvers
        if (error instanceof InvalidDocument) return [];
        return refused('Systems Manager did not describe the runbook documents')(error);
      }
    };
    return (await Promise.all(commands.map((command) => limited(() => look(command))))).flat();
  },
  isLedgerProtected: async () => {
    const { Table } = await dynamodb
      .send(new DescribeTableCommand({ TableName: ledgerTable }))
      .catch(refused('DynamoDB did not describe the ledger'));
    return Table?.DeletionProtectionEnabled === true;
  },
});

const refused =
  (what: string) =>
  (error: unknown): never => {
    throw new RetryableError(`${what} (${error instanceof Error ? error.name : 'unknown error'})`);
  };
