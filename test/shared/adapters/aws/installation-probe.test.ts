import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeDocumentCommand, InvalidDocument, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';

import { awsInstallation } from '../../../../shared/adapters/aws/installation-probe.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { describeInstallationProbe, type InstalledState } from '../../../contract/installation-probe.ts';

function aws({ concurrency, documents, isLedgerProtected }: InstalledState) {
  const [lambda, ssm, dynamodb] = [mockClient(LambdaClient), mockClient(SSMClient), mockClient(DynamoDBClient)];
  dynamodb
    .on(DescribeTableCommand, { TableName: 'ours-ledger' })
    .resolves({ Table: { DeletionProtectionEnabled: isLedgerProtected } });
  lambda.on(GetAccountSettingsCommand).resolves({
    AccountLimit: {
      ConcurrentExecutions: concurrency.account,
      UnreservedConcurrentExecutions: concurrency.unreserved,
    },
  });
  ssm.on(DescribeDocumentCommand).rejects(new InvalidDocument({ message: 'no such document', $metadata: {} }));
  for (const { command, started, newest } of documents)
    ssm
      .on(DescribeDocumentCommand, { Name: `ours-${command}` })
      .resolves({ Document: { DefaultVersion: started, LatestVersion: newest } });
  const region = 'eu-west-1';
  const probe = awsInstallation({
    lambda: new LambdaClient({ region }),
    ssm: new SSMClient({ region }),
    documentPrefix: 'ours-',
    dynamodb: new DynamoDBClient({ region }),
    ledgerTable: 'ours-ledger',
  });
  return { lambda, ssm, dynamodb, probe };
}

describeInstallationProbe('AWS', (state) => aws(state).probe);

describe('AWS that does not say it', () => {
  const state = { concurrency: { account: 10, unreserved: 10 }, documents: [], isLedgerProtected: true };

  it('is a retryable failure that names the error and nothing else', async () => {
    const { lambda, ssm, dynamodb, probe } = aws(state);
    lambda.on(GetAccountSettingsCommand).rejects(Object.assign(new Error('secret'), { name: 'AccessDenied' }));
    ssm.on(DescribeDocumentCommand).rejects(Object.assign(new Error('secret'), { name: 'ThrottlingException' }));
    dynamodb.on(DescribeTableCommand).rejects(Object.assign(new Error('secret'), { name: 'AccessDenied' }));
    await expect(probe.isLedgerProtected()).rejects.toThrow(
      new RetryableError('DynamoDB did not describe the ledger (AccessDenied)'),
    );
    await expect(probe.concurrency()).rejects.toThrow(
      new RetryableError('Lambda did not report how many functions may run at once (AccessDenied)'),
    );
    await expect(probe.documents(['status'])).rejects.toThrow(
      new RetryableError('Systems Manager did not describe the runbook documents (ThrottlingException)'),
    );
  });

  it('is one too when it leaves the numbers out', async () => {
    const { lambda, probe } = aws(state);
    lambda.on(GetAccountSettingsCommand).resolves({});
    await expect(probe.concurrency()).rejects.toThrow(RetryableError);
  });
});
