import { holds, isTrue, not } from '../../template/read/certainty';
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
  appliesTo: (table, { policy }) =>
    holds(categoryOf(table, policy), ({ deleteAfterDays }) => deleteAfterDays !== undefined),
  *check(table) {
    const enabled = table.boolean('TimeToLiveSpecification.Enabled');
    const byDefault = 'items never expire by default';
    yield* expected(enabled, 'true for data that has a day of deletion', (value) => value, { byDefault });
    const attribute = table.text('TimeToLiveSpecification.AttributeName');
    yield* expected(attribute, 'the attribute that holds the time', () => true, { absentPasses: not(isTrue(enabled)) });
  },
});
