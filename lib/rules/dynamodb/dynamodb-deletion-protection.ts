import { expectTrue } from '../expect';
import { defineRule } from '../rule';
import { replicasOf } from '../concepts/table-replicas';

export default defineRule({
  id: 'dynamodb-deletion-protection',
  title: 'DynamoDB table is protected against deletion',
  clause: 'P3.2',
  severity: 'warning',
  resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  rationale: 'One wrong call, or one wrong line in a template, deletes a table that nobody meant.',
  remediation: 'Use `SecureTable`, or set `DeletionProtectionEnabled` to true; in a global table, for each replica.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.5.33': 'judgement' },
    soc2: { 'A1.2': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'judgement', '164.312(c)(1)': 'judgement' },
  },
  equivalents: { awsConfig: ['dynamodb-table-deletion-protection-enabled'], securityHub: ['DynamoDB.6'] },
  *check(table) {
    for (const replica of replicasOf(table)) {
      yield* expectTrue(replica.boolean('DeletionProtectionEnabled'), 'false by default');
    }
  },
});
