import { CfnDBCluster, CfnDBInstance, type DatabaseCluster, type DatabaseClusterProps } from 'aws-cdk-lib/aws-rds';
import { flaw } from '../decisions';
import type { PropFlaw } from '../harden';
import type { At, Flaw, KeyedAt } from '../prop-rule';
import { flawsOfCertificate } from './certificate';
import { hasInsights } from './engine-traits';

type ClusterAt = KeyedAt<DatabaseClusterProps>;

/** What is wrong with the instances of a cluster: what `writer` and `readers` say is only seen in what they make. */
export function flawsOfInstances(cluster: DatabaseCluster, at: At<DatabaseClusterProps>): PropFlaw[] {
  return instancesOf(cluster).flatMap((instance, index) => {
    const prop = index === 0 ? 'writer' : 'readers';
    const found = [...flawsOfExposure(instance, at), ...flawsOfCertificate(instance.caCertificateIdentifier ?? '', at)];
    return [...found.map((one) => ({ ...one, prop })), ...flawsOfInsights(cluster, instance, at)];
  });
}

/** Fills the blanks of the instances of a cluster, and the key of its insights. */
export function completeInstances(cluster: DatabaseCluster, at: ClusterAt): void {
  const instances = instancesOf(cluster);
  const open = instances.filter(({ publiclyAccessible }) => publiclyAccessible === undefined);
  for (const instance of open) instance.publiclyAccessible = false;
  if (at.deployed && open.length > 0) {
    at.note('publiclyAccessible', 'is set for what is deployed: who reaches an instance over the internet is cut off');
  }
  encryptInsights(cluster, instances, at);
}

/** The instances of a cluster, the writer first. */
function instancesOf(cluster: DatabaseCluster): CfnDBInstance[] {
  return cluster.node.findAll().filter((child) => child instanceof CfnDBInstance);
}

function flawsOfExposure({ publiclyAccessible }: CfnDBInstance, at: At<unknown>): Flaw[] {
  if (publiclyAccessible !== true) return [];
  const why = 'the database could be reached from the internet';
  return [flaw({ rule: 'rds-not-public', why }, at, 'may not be publicly accessible')];
}

function flawsOfInsights(
  { performanceInsightsEnabled }: DatabaseCluster,
  { dbInstanceClass = '', enablePerformanceInsights }: CfnDBInstance,
  at: At<DatabaseClusterProps>,
): PropFlaw[] {
  const { engine } = at.props;
  const isOn = performanceInsightsEnabled || enablePerformanceInsights === true;
  if (!isOn || hasInsights(engine, dbInstanceClass)) return [];
  const because = { clause: 'P4.2', why: 'RDS does not offer it there', instead: 'Choose a larger class' } as const;
  const problem = `may not be true for ${engine.engineType} on ${dbInstanceClass}`;
  return [{ ...flaw(because, at, problem), prop: 'enablePerformanceInsights' }];
}

/**
 * Encrypts insights under the key of the data category, unless an instance states one: those of a cluster must agree.
 */
function encryptInsights(cluster: DatabaseCluster, instances: readonly CfnDBInstance[], at: ClusterAt): void {
  const resource = cluster.node.defaultChild;
  if (!(resource instanceof CfnDBCluster)) return;
  const isOn = resource.performanceInsightsEnabled === true;
  const own = instances.filter(({ enablePerformanceInsights }) => enablePerformanceInsights === true);
  const isStated = [resource, ...instances].some(({ performanceInsightsKmsKeyId: key }) => key !== undefined);
  if (isStated || (!isOn && own.length === 0)) return;
  if (at.deployed) {
    at.note('performanceInsightEncryptionKey', 'is left as it is: to change the key may interrupt the database');
    return;
  }
  const { keyArn } = at.key();
  if (isOn) resource.performanceInsightsKmsKeyId = keyArn;
  for (const instance of isOn ? [] : own) instance.performanceInsightsKmsKeyId = keyArn;
}
