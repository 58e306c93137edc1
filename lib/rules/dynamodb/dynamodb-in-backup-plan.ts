import { expectBackedUp } from '../concepts/backup-plan';
import { defineRule } from '../rule';

export default defineRule({
  id: 'dynamodb-in-backup-plan',
  title: 'DynamoDB table is reached by a backup plan',
  clause: 'P3.4',
  severity: 'warning',
  resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  rationale:
    'Point-in-time recovery ends after 35 days and goes with the account; a plan keeps copies under a lock of their own.',
  remediation: 'Add a selection to a `BackupPlan` that names the table or its `data-category` tag.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.8.13': 'crosswalk' },
    soc2: { 'A1.2': 'peer', 'CC7.5': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'peer', '164.308(a)(7)(ii)(A)': 'peer', '164.308(a)(7)(ii)(B)': 'peer' },
  },
  equivalents: {
    awsConfig: ['dynamodb-resources-protected-by-backup-plan'],
    securityHub: ['DynamoDB.4'],
    cdkNag: ['DynamoDBInBackupPlan'],
    prowler: ['dynamodb_table_protected_by_backup_plan'],
    guard: ['dynamodb_in_backup_plan'],
  },
  check: (table, { relations }) => expectBackedUp(table, relations),
});
