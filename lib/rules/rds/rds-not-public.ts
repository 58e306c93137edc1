import { any, certain, isPresent } from '../../template/read/certainty';
import { expected } from '../expect';
import { defineRule } from '../rule';
import { CLUSTER } from '../concepts/database';

export default defineRule({
  id: 'rds-not-public',
  title: 'RDS database has no public address',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'A database with a public address is one leaked password away from everybody.',
  remediation: 'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `PubliclyAccessible` to false.',
  controls: {
    iso27001: { 'A.5.15': 'crosswalk', 'A.8.3': 'crosswalk', 'A.8.12': 'judgement' },
    soc2: { 'CC6.1': 'peer', 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'peer', '164.312(a)(1)': 'peer' },
    pci: { '1.3.1': 'peer', '1.4.4': 'peer' },
  },
  equivalents: {
    awsConfig: ['rds-instance-public-access-check'],
    securityHub: ['RDS.2', 'RDS.46'],
    cdkNag: ['RDSInstancePublicAccess'],
    prowler: ['rds_instance_no_public_access'],
    guard: ['rds_instance_public_access_check'],
  },
  // Aurora clusters leave it to their instances
  appliesTo: (database) =>
    any([certain(database.type !== CLUSTER), () => isPresent(database.read('PubliclyAccessible'))]),
  *check(database) {
    yield* expected(database.boolean('PubliclyAccessible'), 'false', (value) => !value, {
      byDefault: 'the subnets decide by default',
    });
  },
});
