import { Fn, Stack } from 'aws-cdk-lib';
import type { VpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
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
 * Buckets of Amazon's that others than principals of the account ask for: reading what an instance or a container needs
 * to start and to be patched, and answering CloudFormation. Nothing can be carried out through either, but an answer.
 *
 * What only some networks need (Windows, EMR, CodeDeploy, Image Builder, replication agents) is left out.
 *
 * Sources: aws-samples/data-perimeter-policy-examples, "Service-owned resources"; Amazon Linux 2023 User Guide,
 * "Repositories"; Amazon ECR User Guide, "Interface VPC endpoints"; AWS CloudFormation User Guide, "Access
 * CloudFormation using an interface endpoint".
 */
export function amazonsBuckets(scope: IConstruct): readonly PolicyStatement[] {
  const { region } = Stack.of(scope);
  const packages = [`al2023-repos-${region}-de612dc2`, `al2023-${region}`];
  // the download of a layer is signed by an account of Amazon ECR
  const layers = [`prod-${region}-starport-layer-bucket`];
  // sessions stand in for SSH, and patches come the same way
  const systemsManager = [
    `aws-ssm-${region}`,
    `amazon-ssm-${region}`,
    `amazon-ssm-packages-${region}`,
    `${region}-birdwatcher-prod`,
    `aws-ssm-document-attachments-${region}`,
    `patch-baseline-snapshot-${region}`,
  ];
  const cloudWatchAgent = [`amazoncloudwatch-agent-${region}`, 'amazoncloudwatch-agent'];
  // signed by CloudFormation: a custom resource in the network has no other way to say that it is done
  const answers = [
    `cloudformation-custom-resource-response-${Fn.join('', Fn.split('-', region))}`,
    `cloudformation-waitcondition-${region}`,
  ];
  return [
    allow(scope, 's3:GetObject', [...packages, ...layers, ...systemsManager, ...cloudWatchAgent]),
    allow(scope, 's3:PutObject', answers),
  ];
}

/**
 * Taking a role of the account with a token of an identity provider, as pods of Amazon EKS do: such a request is not
 * signed, so there is no principal whose account could be compared.
 *
 * Source: IAM User Guide, "Control access to AWS STS with VPC endpoint policies".
 */
export function federation(scope: IConstruct): PolicyStatement {
  return new PolicyStatement({
    // who is federated is no AWS principal, which is what AnyPrincipal names
    principals: [new StarPrincipal()],
    actions: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:ResourceAccount': Stack.of(scope).account } },
  });
}

function allow(scope: IConstruct, action: string, buckets: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: [action],
    resources: buckets.map((bucket) => `arn:${Stack.of(scope).partition}:s3:::${bucket}/*`),
  });
}
