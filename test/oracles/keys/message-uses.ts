import type { Properties } from '../../../lib/template/read/properties';
import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { calls, type Context, type KeyUse } from './call';
import { ANY_SERVICE, forSource, keyAt } from './places';

const TOPIC = 'AWS::SNS::Topic';
const QUEUE = 'AWS::SQS::Queue';

interface Sender {
  readonly service: string;
  readonly what: string;
  readonly target: Resource;
}

/** Services that send messages to topics and queues under a key. */
export function messageUses(world: World): KeyUse[] {
  const senders = [
    ...alarms(world),
    ...rules(world),
    ...notifications(world),
    ...subscriptions(world),
    ...events(world),
  ];
  return senders.flatMap(({ service, what, target }) => {
    const key = keyAt(world, target, 'KmsMasterKeyId');
    if (key === undefined) return [];
    return [
      {
        who: `${service} for ${what}, which sends to ${nameOf(target)}`,
        key,
        caller: { kind: 'service', name: service },
        calls: calls(['GenerateDataKey', 'Decrypt'], contextOf(service, target)),
      },
    ];
  });
}

/** EventBridge names no source when it publishes to a topic: conditions on it are not supported there. */
function contextOf(service: string, target: Resource): Context {
  const isBare = service === 'events.amazonaws.com' && target.type === TOPIC;
  return { ...(isBare ? ANY_SERVICE : forSource(undefined)), 'kms:encryptioncontext:*': 'unknown' };
}

function sentTo(world: World, service: string, source: Resource, place: Properties): Sender[] {
  const target = world.named(place.reference(''), TOPIC, QUEUE);
  return target === undefined ? [] : [{ service, what: nameOf(source), target }];
}

function alarms(world: World): Sender[] {
  return world
    .all('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')
    .flatMap((alarm) =>
      ['AlarmActions', 'OKActions', 'InsufficientDataActions']
        .flatMap((property) => alarm.items(property))
        .flatMap((item) => sentTo(world, 'cloudwatch.amazonaws.com', alarm, item)),
    );
}

function rules(world: World): Sender[] {
  return world.all('AWS::Events::Rule').flatMap((rule) =>
    rule
      .items('Targets')
      .flatMap((target) => [target.entry('Arn'), ...target.items('DeadLetterConfig.Arn')])
      .flatMap((item) => sentTo(world, 'events.amazonaws.com', rule, item)),
  );
}

function notifications(world: World): Sender[] {
  return world
    .all('AWS::S3::Bucket')
    .flatMap((bucket) =>
      [
        ...bucket.items('NotificationConfiguration.TopicConfigurations').map((item) => item.entry('Topic')),
        ...bucket.items('NotificationConfiguration.QueueConfigurations').map((item) => item.entry('Queue')),
      ].flatMap((item) => sentTo(world, 's3.amazonaws.com', bucket, item)),
    );
}

function subscriptions(world: World): Sender[] {
  return world
    .all('AWS::SNS::Subscription')
    .filter((one) => valueOf(one.text('Protocol')) === 'sqs')
    .flatMap((one) => sentTo(world, 'sns.amazonaws.com', one, one.items('Endpoint')[0] ?? one));
}

function events(world: World): Sender[] {
  return world
    .all('AWS::RDS::EventSubscription')
    .flatMap((one) => one.items('SnsTopicArn').flatMap((item) => sentTo(world, 'events.rds.amazonaws.com', one, item)));
}
