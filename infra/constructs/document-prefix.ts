import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

import { grant } from './grant.ts';

/** The runbook documents of an installation, by the beginning of their names: there is one for each command. */
export class DocumentPrefix {
  /** What precedes a command in the name of its document. */
  readonly prefix: string;
  readonly #stack: Stack;

  constructor(scope: Construct, installation: string) {
    this.prefix = `${installation}-`;
    this.#stack = Stack.of(scope);
  }

  maySee(): PolicyStatement {
    const arn = this.#stack.formatArn({ service: 'ssm', resource: 'document', resourceName: `${this.prefix}*` });
    return grant('SeeDocuments', ['ssm:DescribeDocument'], arn);
  }

  acknowledgeIn(reader: Construct): void {
    Validations.of(reader).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:document/${this.prefix}*]`,
      reason: 'The runbook documents of one installation: there is one for each command, and each may be looked at.',
    });
  }
}
