import { categoryOf } from '../concepts/data-category';
import { expected } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'dynamodb-ttl-for-personal-data',
  title: 'DynamoDB table lets items expire when their data category has a day of deletion',
  clause: 'P1.3',
  severity: 'warning',
  resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  rationale: 'Without an expiry, personal data stays until somebody remembers to delete it.',
  remediation:
    'Use `SecureTable` with a `DataCategory`, or set `TimeToLiveSpecification` with `Enabled` true and the attribute that holds the time.',
  controls: {
    iso27001: { 'A.5.33': 'judgement', 'A.5.34': 'judgement', 'A.8.10': 'judgement' },
    soc2: { 'C1.2': 'judgement', 'P4.2': 'judgement', 'P4.3': 'judgement' },
    hipaa: { '164.310(d)(2)(i)': 'judgement' },
    pci: { '3.2.1': 'judgement', '9.4.7': 'judgement' },
  },
  equivalents: {},
  appliesTo(table, { policy }) {
    const category = categoryOf(table, policy);
    return category.kind === 'unknown' || (category.kind === 'value' && category.value.deleteAfterDays !== undefined);
  },
  *check(table, { policy }) {
    const category = categoryOf(table, policy);
    const name = category.kind === 'value' ? category.value.name : 'its data category';
    const enabled = table.boolean('TimeToLiveSpecification.Enabled');
    yield* expected(enabled, `true for ${name}`, (value) => value, { byDefault: 'items never expire by default' });
  },
});
