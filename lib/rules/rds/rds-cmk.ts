import { all, because, maybe } from '../../template/read/certainty';
import { isCustomerKey } from '../concepts/customer-key';
import { isCopy, standsAlone } from '../concepts/database';
import { demanded, seen } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'rds-cmk',
  title: 'RDS storage is encrypted with a customer-managed key',
  clause: 'P2.1.2',
  severity: 'error',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'The key that AWS manages rotates once a year, and nobody can restrict, disable or destroy it.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or name a key of your own in `KmsKeyId`, which replaces a running database.',
  controls: {
    iso27001: { 'A.8.24': 'peer' },
    soc2: { 'C1.1': 'crosswalk', 'CC6.1': 'peer' },
    hipaa: { '164.312(a)(2)(iv)': 'peer' },
    pci: { '3.5.1': 'peer', '3.5.1.3': 'peer-near', '3.6.1': 'judgement', '3.6.1.2': 'judgement' },
  },
  equivalents: { prowler: ['rds_instance_storage_encrypted'] },
  appliesTo: standsAlone,
  *check(database) {
    const key = database.reference('KmsKeyId');
    const inherited = all([isCopy(database), maybe('a copy takes the key of what it is made from')]);
    const ground = seen(key, 'the key that AWS manages');
    yield* demanded(because(isCustomerKey(key, inherited), ground), 'a customer-managed key');
  },
});
