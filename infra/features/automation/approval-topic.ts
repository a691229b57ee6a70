import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

import { addOutput } from '../../constructs/output.ts';

/** The topic over which Systems Manager notifies the approvers that an execution waits for one of them. They subscribe to it. */
export function addApprovalTopic(scope: Construct, prefix: string): Topic {
  // Systems Manager takes no topic whose name begins otherwise
  const topic = new Topic(scope, 'Approvals', { topicName: `Automation-${prefix}-approvals`, enforceSSL: true });
  addOutput(scope, 'ApprovalTopicArn', topic.topicArn);
  return topic;
}
