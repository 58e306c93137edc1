import { all, because, certain, holds } from '../../template/read/certainty';
import { expected, refused } from '../expect';
import { defineRule } from '../rule';
import { CLUSTER, engineOf, standsAlone } from '../concepts/database';

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
  appliesTo: standsAlone,
  *check(database, { relations }) {
    if (database.type !== CLUSTER) {
      yield* expected(database.boolean('MultiAZ'), 'true', (value) => value, { byDefault: 'false by default' });
      return;
    }
    // a cluster of another engine is spread over three zones by RDS itself
    const aurora = holds(engineOf(database), (engine) => engine.startsWith('aurora'));
    const members = relations.pointingAt(database, MEMBER, 'DBClusterIdentifier').length;
    const alone = all([certain(members < 2), aurora]);
    yield* refused(because(alone, { path: '', reason: String(members) }), 'two or more instances in these templates');
  },
});
