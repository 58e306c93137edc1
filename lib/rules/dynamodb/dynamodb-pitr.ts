import { expectTrue } from '../expect';
import { defineRule } from '../rule';
import { replicasOf } from '../concepts/table-replicas';

export default defineRule({
  id: 'dynamodb-pitr',
  title: 'DynamoDB table can be restored to any second of its recovery period',
  clause: 'P3.2',
  severity: 'error',
  resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  rationale: 'A program that overwrites items by mistake overwrites the only copy.',
  remediation: 'Use `SecureTable`, or set `PointInTimeRecoveryEnabled` to true; in a global table, for each replica.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.8.13': 'crosswalk' },
    soc2: { 'A1.2': 'peer', 'CC7.5': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'peer', '164.308(a)(7)(ii)(A)': 'peer', '164.308(a)(7)(ii)(B)': 'peer' },
  },
  equivalents: {
    awsConfig: ['dynamodb-pitr-enabled'],
    securityHub: ['DynamoDB.2'],
    cdkNag: ['DynamoDBPITREnabled'],
    prowler: ['dynamodb_tables_pitr_enabled'],
    guard: ['dynamodb_pitr_enabled'],
  },
  *check(table) {
    for (const replica of replicasOf(table)) {
      const enabled = replica.boolean('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled');
      yield* expectTrue(enabled, 'false by default');
    }
  },
});
