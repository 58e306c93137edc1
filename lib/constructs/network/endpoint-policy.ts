import { Stack } from 'aws-cdk-lib';
import type { VpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Lets only principals of the account through an endpoint, so that nobody carries data out with keys of their own. */
export function limitEndpoint(endpoint: VpcEndpoint, further: readonly PolicyStatement[] = []): void {
  const own = new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: ['*'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:PrincipalAccount': Stack.of(endpoint).account } },
  });
  for (const statement of [own, ...further]) endpoint.addToPolicy(statement);
}

/**
 * Reading packages of Amazon Linux 2023 and layers of Amazon ECR: others than principals of the account ask for them.
 *
 * Sources: Amazon Linux 2023 User Guide, "Repositories"; Amazon ECR User Guide, "Interface VPC endpoints".
 */
export function packageSources(scope: IConstruct): PolicyStatement {
  const { partition, region } = Stack.of(scope);
  const buckets = [`al2023-repos-${region}-de612dc2`, `prod-${region}-starport-layer-bucket`];
  return new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject'],
    resources: buckets.map((bucket) => `arn:${partition}:s3:::${bucket}/*`),
  });
}
