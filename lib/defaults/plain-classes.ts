/* eslint-disable @typescript-eslint/no-require-imports -- a class is loaded when it is first made */
import type { PlainClass } from '../hardening/plain-class';

interface Loaded {
  readonly default: PlainClass;
}

/** The classes whose blanks are filled, by the id that the CDK gives them. */
export const PLAIN_CLASSES = {
  'aws-cdk-lib.aws-dynamodb.TableV2': () => (require('./databases/plain-table') as Loaded).default,
  'aws-cdk-lib.aws-ec2.LaunchTemplate': () => (require('./compute/plain-launch-template') as Loaded).default,
  'aws-cdk-lib.aws-ec2.Vpc': () => (require('../hardening/network/vpc') as Loaded).default,
  'aws-cdk-lib.aws-elasticloadbalancingv2.ApplicationListener': () =>
    (require('../hardening/edge/application-listener') as Loaded).default,
  'aws-cdk-lib.aws-elasticloadbalancingv2.ApplicationLoadBalancer': () =>
    (require('./network/plain-application-load-balancer') as Loaded).default,
  'aws-cdk-lib.aws-elasticloadbalancingv2.NetworkListener': () =>
    (require('../hardening/edge/network-listener') as Loaded).default,
  'aws-cdk-lib.aws-elasticloadbalancingv2.NetworkLoadBalancer': () =>
    (require('./network/plain-network-load-balancer') as Loaded).default,
  'aws-cdk-lib.aws-ec2.Volume': () => (require('../hardening/storage/volume') as Loaded).default,
  'aws-cdk-lib.aws-kms.Key': () => (require('../hardening/keys/key') as Loaded).default,
  'aws-cdk-lib.aws-log.LogGroup': () => (require('../hardening/logs/log-group') as Loaded).default,
  'aws-cdk-lib.aws-rds.DatabaseCluster': () => (require('../hardening/databases/cluster') as Loaded).default,
  'aws-cdk-lib.aws-rds.DatabaseInstance': () => (require('../hardening/databases/instance') as Loaded).default,
  'aws-cdk-lib.aws-s3.Bucket': () => (require('./storage/plain-bucket') as Loaded).default,
} as const;

/** The id of such a class. */
export type PlainClassId = keyof typeof PLAIN_CLASSES;
