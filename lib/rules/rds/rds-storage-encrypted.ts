import { all, because, isTrue, maybe } from '../../template/read/certainty';
import { isCopy, standsAlone } from '../concepts/database';
import { demanded, seen } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'rds-storage-encrypted',
  title: 'RDS storage is encrypted',
  clause: 'P2.1.1',
  severity: 'error',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'Whoever gets hold of a snapshot of an unencrypted database reads all of it.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `StorageEncrypted` to true, which replaces a running database.',
  controls: {
    iso27001: { 'A.8.24': 'peer' },
    soc2: { 'C1.1': 'crosswalk', 'CC6.1': 'peer' },
    hipaa: { '164.312(a)(2)(iv)': 'peer' },
    pci: { '3.5.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['rds-cluster-encrypted-at-rest', 'rds-storage-encrypted'],
    securityHub: ['RDS.27', 'RDS.3'],
    cdkNag: ['RDSStorageEncrypted'],
    prowler: ['rds_instance_storage_encrypted', 'rds_cluster_storage_encrypted'],
    guard: ['rds_storage_encrypted'],
  },
  appliesTo: standsAlone,
  *check(database) {
    const encrypted = database.boolean('StorageEncrypted');
    const inherited = all([isCopy(database), maybe('a copy takes the encryption of what it is made from')]);
    yield* demanded(because(isTrue(encrypted, inherited), seen(encrypted, 'false by default')), 'true');
  },
});
