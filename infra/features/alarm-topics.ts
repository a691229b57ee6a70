import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

import type { Severity } from '../../shared/contracts/alarm.ts';

/** A topic for each severity of alarms. */
export type AlarmTopics = Readonly<Record<Severity, Topic>>;

/** `prefix` precedes their names. */
export const addAlarmTopics = (scope: Construct, prefix: string): AlarmTopics => ({
  // its name and its id are older than the other one's: with others, those who are subscribed would hear nothing
  page: addTopic(scope, 'Topic', `${prefix}-alarms`),
  ticket: addTopic(scope, 'Tickets', `${prefix}-tickets`),
});

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
