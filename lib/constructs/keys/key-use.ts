/**
 * Who uses a key by no permission of an IAM policy, so that the policy of the key must let it in.
 *
 * AWS Backup, Amazon RDS, Amazon DynamoDB and AWS Secrets Manager are not among them: they act for whoever calls them, by
 * grants or by the permissions of a role.
 */
export enum KeyUse {
  /** Trails of AWS CloudTrail in this account, which encrypt their records. */
  CLOUDTRAIL = 'cloudtrail',

  /** Vended logs of this account and Region on their way into buckets: VPC flow logs, logs of network load balancers. */
  LOG_DELIVERY = 'log-delivery',

  /** Log groups of this account and Region. */
  LOG_GROUPS = 'log-groups',

  /** Exports of log groups into buckets; there are none into buckets that are encrypted twice (DSSE). */
  LOG_EXPORTS = 'log-exports',

  /** AWS Config in this account and Region, which delivers histories and snapshots into buckets. */
  CONFIG = 'config',

  /** Distributions of this account that reach buckets by an origin access control. */
  CLOUDFRONT = 'cloudfront',

  /** Alarms of Amazon CloudWatch in this account that publish to topics. */
  ALARMS = 'alarms',

  /** Rules of Amazon EventBridge that send to topics or queues; AWS supports no condition on where they come from. */
  EVENTBRIDGE = 'eventbridge',

  /** Buckets of this account that notify topics or queues, or write inventories into other buckets. */
  S3 = 's3',

  /** Events of Amazon RDS in this account that are published to topics. */
  RDS_EVENTS = 'rds-events',

  /** Topics of this account that deliver into queues. */
  SNS = 'sns',

  /**
   * Launches of instances with EBS volumes: by Auto Scaling, and so by EKS node groups and AWS Batch, by EC2 Fleet, Spot
   * Fleet and Spot requests.
   */
  EC2_LAUNCHES = 'ec2-launches',
}
