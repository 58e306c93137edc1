import { CfnResource, Stack } from 'aws-cdk-lib';
import type { BaseLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** Who writes the logs of a load balancer into a bucket. */
export type LogSender = 'delivery.logs.amazonaws.com' | 'logdelivery.elasticloadbalancing.amazonaws.com';

/**
 * Writes logs of a load balancer into a bucket.
 *
 * The methods of the L2 want to know the Region; the service principal works in a stack that does not.
 */
export function logInto(
  balancer: BaseLoadBalancer,
  bucket: IBucket,
  kinds: readonly ('access_logs' | 'connection_logs')[],
  sender: LogSender,
): void {
  const { account } = Stack.of(balancer);
  for (const kind of kinds) {
    // the name of the attribute is the folder, so that the two kinds stay apart
    const prefix = `${balancer.node.path.replace(/[^A-Za-z0-9]+/g, '-')}/${kind}`;
    balancer.setAttribute(`${kind}.s3.enabled`, 'true');
    balancer.setAttribute(`${kind}.s3.bucket`, bucket.bucketName);
    balancer.setAttribute(`${kind}.s3.prefix`, prefix);
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(sender)],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`${prefix}/AWSLogs/${account}/*`)],
        conditions: sender.startsWith('delivery.') ? { StringEquals: { 'aws:SourceAccount': account } } : undefined,
      }),
    );
  }
  if (sender.startsWith('delivery.')) {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(sender)],
        actions: ['s3:GetBucketAcl'],
        resources: [bucket.bucketArn],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }
  // the service writes a test object when logging is switched on
  const policy = bucket.policy?.node.defaultChild;
  const resource = balancer.node.defaultChild;
  if (CfnResource.isCfnResource(resource) && CfnResource.isCfnResource(policy)) resource.addResourceDependency(policy);
}
