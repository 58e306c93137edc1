/* eslint-disable @typescript-eslint/no-require-imports -- a class is loaded when it is first made */
import type { PlainClass } from '../hardening/plain-class';

interface Loaded {
  readonly default: PlainClass;
}

/** The classes whose blanks are filled, by the id that the CDK gives them. */
export const PLAIN_CLASSES = {
  'aws-cdk-lib.aws-ec2.Volume': () => (require('../hardening/storage/volume') as Loaded).default,
  'aws-cdk-lib.aws-kms.Key': () => (require('../hardening/keys/key') as Loaded).default,
  'aws-cdk-lib.aws-log.LogGroup': () => (require('../hardening/logs/log-group') as Loaded).default,
  'aws-cdk-lib.aws-s3.Bucket': () => (require('./storage/plain-bucket') as Loaded).default,
} as const;

/** The id of such a class. */
export type PlainClassId = keyof typeof PLAIN_CLASSES;
