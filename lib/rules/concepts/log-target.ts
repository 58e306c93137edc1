import { bucketTargets } from '../../template/access/bucket';
import { covers, type IsFree } from '../../template/access/glob';
import type { Statement } from '../../template/access/policy';
import type { Principal } from '../../template/access/principal';
import { grantees } from '../../template/access/questions';
import { all, allOf, any, anyOf, maybe, certain, holds, no, not, type Certainty } from '../../template/read/certainty';
import { once } from '../../template/read/once';
import type { PointerReader, Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { hasTag } from './tagged';
import type { RuleContext } from '../rule';
import { documentOf, policiesOf } from './bucket-policies';
import { holdsData, holdsLogs } from './data-category';
import { isEphemeral } from './ephemeral-template';
import { nameAt } from './name-at';
import { namelessBeside } from './nameless';

/** The tag by which a bucket says what it is for. */
const PURPOSE_TAG = 'bucket-purpose';
const TRAILS = { type: 'AWS::CloudTrail::Trail', property: 'S3BucketName', targetType: 'AWS::S3::Bucket' };
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

const attributeLogs: PointerReader = (balancer) =>
  balancer.items('LoadBalancerAttributes').flatMap((attribute) => {
    const key = attribute.text('Key');
    return key.kind === 'value' && key.value.endsWith('_logs.s3.bucket') ? [nameAt(attribute, 'Value')] : [];
  });

const logsWithoutKey: PointerReader = (balancer) => {
  const type = balancer.text('Type');
  return type.kind === 'value' && type.value === 'network' ? [] : attributeLogs(balancer);
};

/** Whether a bucket is there for server access logs of S3, or says so: such a bucket takes SSE-S3 and no lock. */
export function isForServerAccessLogs(bucket: Resource, relations: Relations): Certainty {
  return any([() => s3Points(bucket, relations), () => s3IsLetIn(bucket, relations)]);
}

/** Whether a bucket is there for logs that are delivered to SSE-S3 alone, or says so. */
export function isForKeylessLogs(bucket: Resource, relations: Relations): Certainty {
  return any([() => keylessPoints(bucket, relations), () => keylessIsLetIn(bucket, relations)]);
}

/** Whether the logs of others go into a bucket that holds nothing else, so that less is asked of it. */
export function receivesLogs(bucket: Resource, { relations, policy }: RuleContext): Certainty {
  const claimed = any([() => keylessIsLetIn(bucket, relations), () => deliveryIsLetIn(bucket, relations)]);
  const received = any([
    () => keylessPoints(bucket, relations),
    () => othersPoint(bucket, relations),
    // a tag or an Allow alone could turn any bucket into one for logs: its data category has to agree
    () =>
      all([claimed, () => any([certain(isEphemeral(bucket.definition.template)), () => holdsLogs(bucket, policy)])]),
  ]);
  return all([received, () => not(holdsData(bucket, policy))]);
}

/** Whether nothing can lock a bucket since logs are delivered into it; what only says so may be locked all the same. */
export function mustNotBeLocked(bucket: Resource, relations: Relations): Certainty {
  const unsent = maybe('nothing in these templates sends the access logs that the bucket says to be for');
  return any([
    () => receivesConfig(bucket, relations),
    () => s3Points(bucket, relations),
    () => all([s3IsLetIn(bucket, relations), unsent]),
  ]);
}

/** Whether a trail of AWS CloudTrail writes into a bucket. */
export function receivesTrail(bucket: Resource, relations: Relations): Certainty {
  const { type, property } = TRAILS;
  return any([
    () => pointedAt(bucket, relations, type, property),
    () =>
      anyOf(namelessBeside(bucket, TRAILS, relations), ({ logicalId }) =>
        maybe(`only deployment knows which bucket ${logicalId} writes into`, ''),
      ),
  ]);
}

/** Whether AWS Config delivers into a bucket. */
export function receivesConfig(bucket: Resource, relations: Relations): Certainty {
  return pointedAt(bucket, relations, 'AWS::Config::DeliveryChannel', 'S3BucketName');
}

type Question = (bucket: Resource, relations: Relations) => Certainty;

// many rules ask the same of a bucket
const s3Points: Question = once((bucket, relations) =>
  pointedAt(bucket, relations, 'AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName'),
);

const s3IsLetIn: Question = once((bucket, relations) =>
  any([() => hasTag(bucket, PURPOSE_TAG, 'access-logs'), () => letsIn(bucket, relations, 'logging.s3.')]),
);

const keylessPoints: Question = once((bucket, relations) =>
  any([
    () => s3Points(bucket, relations),
    () => certain(relations.pointingWith(bucket, LOAD_BALANCER, 'logs without a key', logsWithoutKey).length > 0),
    () => pointedAt(bucket, relations, 'AWS::ElasticLoadBalancing::LoadBalancer', 'AccessLoggingPolicy.S3BucketName'),
  ]),
);

const keylessIsLetIn: Question = once((bucket, relations) =>
  any([() => s3IsLetIn(bucket, relations), () => letsIn(bucket, relations, 'logdelivery.elasticloadbalancing.')]),
);

const deliveryIsLetIn: Question = once((bucket, relations) => letsIn(bucket, relations, 'delivery.logs.'));

const othersPoint: Question = once((bucket, relations) =>
  any([
    () => certain(relations.pointingWith(bucket, LOAD_BALANCER, 'logs', attributeLogs).length > 0),
    () => pointedAt(bucket, relations, 'AWS::CloudFront::Distribution', 'DistributionConfig.Logging.Bucket'),
  ]),
);

function pointedAt(bucket: Resource, relations: Relations, type: string, path: string): Certainty {
  const sources = relations.pointingWith(bucket, type, `${path} by any name`, (source) => [nameAt(source, path)]);
  return certain(sources.some((source) => source.definition !== bucket.definition));
}

/** Whether the policy of a bucket lets a service write objects that are not the bucket's own logs. */
function letsIn(bucket: Resource, relations: Relations, service: string): Certainty {
  const policies = policiesOf(bucket, relations)
    .map(documentOf)
    .filter(({ statements }) => statements.some(({ principals }) => principals.list.some((one) => isOf(one, service))));
  if (policies.length === 0) return no;
  const [itself, objects] = bucketTargets(bucket);
  const access = { actions: ['s3:PutObject'], targets: [objects] };
  return anyOf(policies, (policy) =>
    anyOf(grantees(policy, access), ({ principal, statement, answer }) =>
      isOf(principal, service) ? all([answer, () => not(comesFrom(statement, itself.arns, policy.isFree))]) : no,
    ),
  );
}

function isOf(principal: Principal, service: string): boolean {
  return principal.kind === 'service' && principal.name.startsWith(service);
}

/** Whether the conditions of a statement let in only what comes from some ARNs. */
function comesFrom({ conditions }: Statement, arns: readonly string[], isFree: IsFree): Certainty {
  return anyOf(
    conditions.filter(({ key, values }) => key === 'aws:sourcearn' && values.length > 0),
    ({ values }) =>
      allOf(values, (value) => holds(value, ({ text }) => anyOf(arns, (arn) => covers(arn, text, isFree)))),
  );
}
