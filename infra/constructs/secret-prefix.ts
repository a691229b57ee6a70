import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

import { grant } from './grant.ts';

/** Secrets of one kind, by the beginning of their names: Secrets Manager adds random letters to their ARNs. */
export class SecretPrefix {
  readonly prefix: string;
  readonly #stack: Stack;

  constructor(scope: Construct, prefix: string) {
    this.prefix = prefix;
    this.#stack = Stack.of(scope);
  }

  /** Of all of them. */
  get arn(): string {
    return this.#stack.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${this.prefix}*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  mayRead(): PolicyStatement {
    return this.may('ReadSecrets', 'secretsmanager:GetSecretValue');
  }

  may(need: string, action: string): PolicyStatement {
    return grant(need, [action], this.arn);
  }

  acknowledgeIn(reader: Construct): void {
    Validations.of(reader).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${this.prefix}*]`,
      reason: 'The secrets of one kind in one installation; the configuration says which there are.',
    });
  }
}
