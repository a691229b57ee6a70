import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

import type { Severity } from '../../../shared/contracts/signals/signal.ts';

/** A topic for each severity of alarms. */
export type AlarmTopics = Readonly<Record<Severity, ITopic>>;

/** Their names, by which alarms in other stacks find them. That of `page` is older: another would drop its subscribers. */
const nameOf = (prefix: string, severity: Severity): string =>
  severity === 'page' ? `${prefix}-alarms` : `${prefix}-tickets`;

/** Makes both topics. `prefix` precedes their names. */
export const addAlarmTopics = (scope: Construct, prefix: string): AlarmTopics => ({
  page: addTopic(scope, 'Topic', nameOf(prefix, 'page')),
  ticket: addTopic(scope, 'Tickets', nameOf(prefix, 'ticket')),
});

/** The topics that another stack makes, by their names. */
export function findAlarmTopics(scope: Construct, prefix: string): AlarmTopics {
  const find = (id: string, severity: Severity) => {
    const topicArn = Stack.of(scope).formatArn({ service: 'sns', resource: nameOf(prefix, severity) });
    return Topic.fromTopicArn(scope, id, topicArn);
  };
  return { page: find('Topic', 'page'), ticket: find('Tickets', 'ticket') };
}

/** A topic with a policy of its own has lost the one that lets this account's alarms publish. */
function addTopic(scope: Construct, id: string, topicName: string): Topic {
  const topic = new Topic(scope, id, { topicName, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return topic;
}
