import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What a database holds on to: RDS and EC2 delete none of it while the database is there. */
const HELD: ReadonlySet<string> = new Set([
  'AWS::EC2::SecurityGroup',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBSubnetGroup',
]);

/**
 * Keeps what a database holds on to for as long as the database.
 *
 * The CDK does so for `RETAIN` alone, and not for all of it: a stack that goes would fail on the rest, and a cluster
 * that is kept would lose its instances. Some of it may stand around the database, in the construct that made it.
 */
export function keepTogether(database: IConstruct, around = database): void {
  const own = database.node.defaultChild;
  const kept = CfnResource.isCfnResource(own) ? POLICIES[String(own.cfnOptions.deletionPolicy)] : undefined;
  if (kept === undefined) return;
  for (const resource of around.node.findAll()) {
    if (CfnResource.isCfnResource(resource) && HELD.has(resource.cfnResourceType)) resource.applyRemovalPolicy(kept);
  }
}

const POLICIES: Readonly<Record<string, RemovalPolicy>> = {
  Retain: RemovalPolicy.RETAIN,
  RetainExceptOnCreate: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};
