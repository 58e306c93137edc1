import type { Statement } from '../../template/read/policy-document';
import type { PointerReader, Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { allowsOf, coverage, named } from './bucket-policy';

/** The tag by which a bucket says what it is for. */
const PURPOSE_TAG = 'bucket-purpose';

const loadBalancerLogs: PointerReader = (balancer) => {
  const type = balancer.text('Type');
  return type.kind === 'value' && type.value === 'network' ? [] : attributeLogs(balancer);
};

const attributeLogs: PointerReader = (balancer) =>
  balancer.items('LoadBalancerAttributes').flatMap((attribute) => {
    const key = attribute.text('Key');
    return key.kind === 'value' && key.value.endsWith('_logs.s3.bucket') ? [named(attribute, 'Value')] : [];
  });

/** Whether S3 delivers server access logs into a bucket: such a bucket takes SSE-S3 and no default retention. */
export function receivesServerAccessLogs(bucket: Resource, relations: Relations): boolean {
  return (
    pointedAt(bucket, relations, 'AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName') ||
    allowsSender(bucket, relations, 'logging.s3.') ||
    bucket.tags.get(PURPOSE_TAG) === 'access-logs'
  );
}

/** Whether log delivery into a bucket works with SSE-S3 alone. */
export function takesOnlySseS3(bucket: Resource, relations: Relations): boolean {
  const elbv2 = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
  return (
    receivesServerAccessLogs(bucket, relations) ||
    relations.pointingWith(bucket, elbv2, 'logs but those of network load balancers', loadBalancerLogs).length > 0 ||
    pointedAt(bucket, relations, 'AWS::ElasticLoadBalancing::LoadBalancer', 'AccessLoggingPolicy.S3BucketName') ||
    allowsSender(bucket, relations, 'logdelivery.elasticloadbalancing.')
  );
}

/** Whether an AWS service delivers access logs or other vended logs into a bucket. */
export function receivesLogs(bucket: Resource, relations: Relations): boolean {
  const elbv2 = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
  return (
    takesOnlySseS3(bucket, relations) ||
    relations.pointingWith(bucket, elbv2, 'logs', attributeLogs).length > 0 ||
    pointedAt(bucket, relations, 'AWS::CloudFront::Distribution', 'DistributionConfig.Logging.Bucket') ||
    allowsSender(bucket, relations, 'delivery.logs.')
  );
}

/** Whether a trail of AWS CloudTrail writes into a bucket. */
export function receivesTrail(bucket: Resource, relations: Relations): boolean {
  return pointedAt(bucket, relations, 'AWS::CloudTrail::Trail', 'S3BucketName');
}

/** Whether AWS Config delivers into a bucket. */
export function receivesConfig(bucket: Resource, relations: Relations): boolean {
  return pointedAt(bucket, relations, 'AWS::Config::DeliveryChannel', 'S3BucketName');
}

function pointedAt(bucket: Resource, relations: Relations, type: string, path: string): boolean {
  return relations
    .pointingWith(bucket, type, `${path} by any name`, (source) => [named(source, path)])
    .some((source) => source.definition !== bucket.definition);
}

function allowsSender(bucket: Resource, relations: Relations, sender: string): boolean {
  return allowsOf(bucket, relations).some(
    (statement) =>
      statement.principals.some(
        ({ kind, reading }) => kind === 'Service' && reading.kind === 'value' && reading.value.text.startsWith(sender),
      ) && !onlyFromItself(statement, bucket),
  );
}

/** A bucket that may send logs only to itself receives none of anybody else. */
function onlyFromItself(statement: Statement, bucket: Resource): boolean {
  const source = statement.conditions.find(({ key }) => key === 'aws:sourcearn');
  return (
    source !== undefined &&
    source.values.length > 0 &&
    source.values.every((value) => {
      const text = value.kind === 'value' ? value.value : value.kind === 'unknown' ? value.unresolved?.text : undefined;
      return text !== undefined && text !== '*' && coverage({ text }, bucket).bucket;
    })
  );
}
