import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

import type { Declaration } from '../../../shared/contracts/operate/command.ts';
import { pathOf } from '../../../shared/contracts/operate/path-of.ts';
import { COMMANDS } from '../../../shared/contracts/operate/registry.ts';
import { grant } from '../../constructs/grant.ts';
import type { HttpApi } from '../../constructs/http-api.ts';
import { addApprovalTopic } from './approval-topic.ts';
import { documentContent, needsApproval } from './document-content.ts';
import type { Approval } from './steps.ts';

type Command = Declaration<string, unknown, unknown>;

export interface AutomationProps {
  readonly prefix: string;
  /** The IAM path of all roles of the installation. */
  readonly rolePath: string;
  readonly api: HttpApi;
  readonly approvers: readonly string[];
}

const commandsWith = (approvers: readonly string[]): readonly Command[] =>
  COMMANDS.filter((command) => approvers.length > 0 || !needsApproval(command));

const documentName = (prefix: string, { name }: Command): string => `${prefix}-${pathOf(name)}`;

/** Names of the documents of an installation. */
export const documentNames = (prefix: string, approvers: readonly string[]): readonly string[] =>
  commandsWith(approvers).map((command) => documentName(prefix, command));

/**
 * A Systems Manager document for each operate command, each with a role of its own that may ask that command and the one that looks
 * first. What needs an approver is not made while the configuration names none.
 */
export class Automation extends Construct {
  readonly #api: HttpApi;
  readonly #rolePath: string;
  readonly #approval: Approval | undefined;

  constructor(scope: Construct, id: string, { prefix, rolePath, api, approvers }: AutomationProps) {
    super(scope, id);
    this.#api = api;
    this.#rolePath = `${rolePath}runbooks/`;
    if (approvers.length > 0) this.#approval = { approvers, topicArn: addApprovalTopic(this, prefix).topicArn };
    for (const command of commandsWith(approvers)) this.#add(command, prefix);
  }

  #add(command: Command, prefix: string): CfnDocument {
    const approval = needsApproval(command) ? this.#approval : undefined;
    const { roleArn } = this.#roleFor(command, approval);
    return new CfnDocument(this, pathOf(command.name), {
      name: documentName(prefix, command),
      documentType: 'Automation',
      documentFormat: 'JSON',
      updateMethod: 'NewVersion',
      content: documentContent(command, { url: `${this.#api.url}operate/`, roleArn, approval }),
    });
  }

  #roleFor({ name, changes, look }: Command, approval: Approval | undefined): Role {
    const { account } = Stack.of(this);
    const looks = changes ? [look?.command ?? 'status', look?.otherwise ?? []].flat() : [];
    const asked = [...new Set([name, ...looks])].map((one) => this.#api.arnOfPost(`/operate/${pathOf(one)}`));
    return new Role(this, `${pathOf(name)}-role`, {
      path: this.#rolePath,
      description: `Calls ${name} for the operator who starts its document`,
      // not for an automation that is started in another account
      assumedBy: new ServicePrincipal('ssm.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'ssm',
              resource: 'automation-execution',
              resourceName: '*',
            }),
          },
        },
      }),
      inlinePolicies: {
        grants: new PolicyDocument({
          statements: [
            grant('AskCommand', ['execute-api:Invoke'], ...asked),
            ...(approval ? [grant('TellApprovers', ['sns:Publish'], approval.topicArn)] : []),
          ],
        }),
      },
    });
  }
}
