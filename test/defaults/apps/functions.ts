import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { CloudWatchLogGroup, LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function, Runtime, type FunctionProps } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, LogLevel, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Canary, Code as CanaryCode, Runtime as CanaryRuntime, Test } from 'aws-cdk-lib/aws-synthetics';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { Apps } from './app';

const handler: FunctionProps = {
  code: Code.fromInline('exports.handler = () => 1;'),
  handler: 'index.handler',
  runtime: Runtime.NODEJS_22_X,
};

/** Functions, events and workflows. */
export const functions: Apps = {
  'Lambda with a log group': (stack) => {
    const logGroup = new LogGroup(stack, 'Log', { retention: RetentionDays.ONE_WEEK });
    new Function(stack, 'Function', { ...handler, logGroup });
  },
  'Lambda with logRetention': (stack) => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- apps still say it
    new Function(stack, 'Function', { ...handler, logRetention: RetentionDays.ONE_MONTH });
  },
  'Lambda behind a custom resource': (stack) => {
    const onEventHandler = new Function(stack, 'Function', handler);
    new Provider(stack, 'Provider', { onEventHandler, logGroup: new LogGroup(stack, 'Log') });
  },
  'Step Functions with logs': (stack) => {
    new StateMachine(stack, 'Machine', {
      definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')),
      logs: { destination: new LogGroup(stack, 'Log'), level: LogLevel.ALL },
    });
  },
  'Synthetics canary': (stack) => {
    new Canary(stack, 'Canary', {
      runtime: CanaryRuntime.SYNTHETICS_NODEJS_PUPPETEER_9_1,
      test: Test.custom({ code: CanaryCode.fromInline('exports.handler = () => 1;'), handler: 'index.handler' }),
    });
  },
  'SNS and SQS with a dead letter queue': (stack) => {
    const queue = new Queue(stack, 'Queue', {
      deadLetterQueue: { queue: new Queue(stack, 'Dead'), maxReceiveCount: 3 },
      visibilityTimeout: Duration.minutes(1),
    });
    new Topic(stack, 'Topic').addSubscription(new SqsSubscription(queue));
    new Function(stack, 'Function', { ...handler, events: [new SqsEventSource(queue)] });
  },
  'EventBridge rules to a log group, a queue and a function': (stack) => {
    new Rule(stack, 'Log', {
      eventPattern: { source: ['aws.ec2'] },
      targets: [new CloudWatchLogGroup(new LogGroup(stack, 'Events')), new SqsQueue(new Queue(stack, 'Queue'))],
    });
    new Rule(stack, 'Daily', {
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaFunction(new Function(stack, 'Function', handler))],
    });
  },
};
