import { expected, fail, undetermined } from '../expect';
import { defineRule } from '../rule';
import { CLUSTER, engineOf, isMember } from '../concepts/database';

const MEMBER = 'AWS::RDS::DBInstance';

export default defineRule({
  id: 'rds-multi-az',
  title: 'RDS database has a standby in another zone',
  clause: 'P4.2',
  severity: 'warning',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'A failure in one data center stops a database that stands in one zone, for as long as it lasts.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `MultiAZ` to true; give an Aurora cluster a second instance.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.5.30': 'judgement', 'A.8.14': 'peer' },
    soc2: { 'A1.2': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'peer', '164.308(a)(7)(ii)(C)': 'peer' },
  },
  equivalents: {
    awsConfig: ['rds-cluster-multi-az-enabled', 'rds-multi-az-support'],
    securityHub: ['RDS.15', 'RDS.5'],
    cdkNag: ['RDSMultiAZSupport'],
    prowler: ['rds_instance_multi_az', 'rds_cluster_multi_az'],
    guard: ['rds_multi_az_support'],
  },
  appliesTo: (database) => !isMember(database) && database.read('SourceDBInstanceIdentifier').kind === 'absent',
  *check(database, { relations }) {
    if (database.type !== CLUSTER) {
      yield* expected(database.boolean('MultiAZ'), 'true', (value) => value, { byDefault: 'false by default' });
      return;
    }
    const engine = engineOf(database);
    if (engine.kind === 'unknown') yield undetermined(engine);
    // a cluster of another engine is spread over three zones by RDS itself
    if (engine.kind !== 'value' || !engine.value.startsWith('aurora')) return;
    const members = relations.pointingAt(database, MEMBER, 'DBClusterIdentifier').length;
    if (members < 2) yield fail('', 'two or more instances in these templates', String(members));
  },
});
