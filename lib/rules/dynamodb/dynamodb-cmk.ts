import { any, isTrue, not } from '../../template/read/certainty';
import { expected } from '../expect';
import { defineRule } from '../rule';
import { isOwnKey } from '../concepts/own-key';
import { replicasOf } from '../concepts/table-replicas';

export default defineRule({
  id: 'dynamodb-cmk',
  title: 'DynamoDB table is encrypted with a customer-managed key',
  clause: 'P2.1.2',
  severity: 'error',
  resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  rationale: 'A table under a key that AWS owns cannot be shredded, and no log tells who decrypted it.',
  remediation:
    'Use `SecureTable`, or set `SSEEnabled` to true and `KMSMasterKeyId` to a key of your own; in a global table, for each replica.',
  controls: {
    iso27001: { 'A.8.24': 'peer' },
    soc2: { 'C1.1': 'crosswalk', 'CC6.1': 'judgement' },
    hipaa: { '164.312(a)(2)(iv)': 'peer' },
    pci: { '3.5.1': 'peer', '3.5.1.3': 'peer-near', '3.6.1': 'judgement', '3.6.1.2': 'judgement' },
  },
  equivalents: { prowler: ['dynamodb_tables_kms_cmk_encryption_enabled'], guard: ['dynamodb_table_encrypted_kms'] },
  *check(table) {
    const enabled = table.boolean('SSESpecification.SSEEnabled');
    yield* expected(enabled, 'true', (value) => value, { byDefault: 'a key that AWS owns by default' });
    const off = not(isTrue(enabled));
    for (const replica of replicasOf(table)) {
      const key = replica.reference('SSESpecification.KMSMasterKeyId');
      yield* expected(key, 'a customer-managed key', (stated) => any([off, () => isOwnKey(stated)]), {
        byDefault: 'the key that AWS manages',
        absentPasses: off,
      });
    }
  },
});
