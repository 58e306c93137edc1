import { expectTrue } from '../expect';
import { defineRule } from '../rule';
import { isMember } from '../concepts/database';

export default defineRule({
  id: 'rds-deletion-protection',
  title: 'RDS database is protected against deletion',
  clause: 'P3.2',
  severity: 'warning',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'One wrong call, or one wrong line in a template, deletes a database that nobody meant.',
  remediation: 'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `DeletionProtection` to true.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.5.33': 'judgement' },
    soc2: { 'A1.2': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'peer', '164.312(c)(1)': 'judgement' },
  },
  equivalents: {
    awsConfig: ['rds-cluster-deletion-protection-enabled', 'rds-instance-deletion-protection-enabled'],
    securityHub: ['RDS.7', 'RDS.8'],
    cdkNag: ['RDSInstanceDeletionProtectionEnabled'],
    prowler: ['rds_instance_deletion_protection'],
    guard: ['rds_instance_deletion_protection_enabled'],
  },
  appliesTo: (database) => !isMember(database),
  check: (database) => expectTrue(database.boolean('DeletionProtection'), 'false by default'),
});
