import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CategoryKeys, DataCategory, DeletionStandard, Immutability, SecurityPolicy } from '../../lib';

const invoices = DataCategory.pii({ purpose: 'Invoices', deleteAfterDays: 90 });
const letters = DataCategory.pii({ purpose: 'Letters', deleteAfterDays: 90 });
const trials = DataCategory.pii({ purpose: 'Invoices', deleteAfterDays: 30 });

function custom(deleteAfterDays?: number): DataCategory {
  const [immutability, deletionStandard] = [Immutability.NONE, DeletionStandard.EXPIRY];
  return DataCategory.custom({ name: 'own-records', deleteAfterDays, immutability, deletionStandard });
}

/** Ids of the keys below `CategoryKeys` after a stack asked for some categories in turn. */
function idsOf(...categories: DataCategory[]): string[] {
  const keys = CategoryKeys.of(new Stack());
  for (const category of categories) keys.keyFor(category);
  return keys.node.children.map(({ node }) => node.id);
}

test('data with the same terms shares a key', () => {
  const keys = CategoryKeys.of(new Stack());
  const again = DataCategory.pii({ purpose: ' Invoices ', deleteAfterDays: 90 });
  expect(keys.keyFor(again)).toBe(keys.keyFor(invoices));
  expect(keys.keyFor(custom(7))).toBe(keys.keyFor(custom(7)));
  expect(keys.keyFor(DataCategory.backupCopies(35))).toBe(keys.keyFor(DataCategory.backupCopies(35)));
});

test.each<[string, DataCategory, DataCategory]>([
  ['is gone on another day', invoices, trials],
  ['serves another purpose', invoices, letters],
  ['is a copy kept for longer', DataCategory.backupCopies(35), DataCategory.backupCopies(36)],
  ['is a category of its own with another day', custom(7), custom(8)],
  ['is never gone', custom(7), custom()],
])('data that %s has another key', (_, one, other) => {
  const stack = new Stack();
  const keys = CategoryKeys.of(stack);
  expect(keys.keyFor(one)).not.toBe(keys.keyFor(other));
  Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 2);
});

test('a key says which terms its data has', () => {
  const stack = new Stack();
  for (const category of [invoices, trials]) CategoryKeys.of(stack).keyFor(category);
  const template = Template.fromStack(stack);
  for (const days of ['30', '90']) {
    template.hasResourceProperties('AWS::KMS::Key', {
      Tags: [
        { Key: 'data-category', Value: 'pii' },
        { Key: 'data-delete-after-days', Value: days },
        { Key: 'data-deletion-standard', Value: 'anonymise-or-delete' },
        { Key: 'data-immutability', Value: 'none' },
        { Key: 'data-purpose', Value: 'Invoices' },
      ],
    });
  }
});

describe('ids, which deployed stacks know', () => {
  test.each([
    ['AuditLogs', DataCategory.AUDIT_LOGS],
    ['InfrastructureLogs', DataCategory.INFRASTRUCTURE_LOGS],
    ['InfrastructureLogsCompliance', DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE],
    ['CustomerWorkloads', DataCategory.CUSTOMER_WORKLOADS],
    ['SupportAndBillingRecords', DataCategory.SUPPORT_AND_BILLING_RECORDS],
    ['BackupCopies', DataCategory.backupCopies(35)],
    ['Pii', invoices],
    ['OwnRecords', custom(7)],
  ])('%s', (id, category) => {
    expect(idsOf(category)).toEqual([id]);
  });

  test('the first terms have the plain id, the others one that their terms alone decide', () => {
    expect(idsOf(invoices, letters, trials)).toEqual(['Pii', 'Pii90Days7D551869', 'Pii30DaysEBC6AE89']);
    expect(idsOf(invoices, trials, letters)).toEqual(['Pii', 'Pii30DaysEBC6AE89', 'Pii90Days7D551869']);
    expect(idsOf(custom(7), custom())).toEqual(['OwnRecords', 'OwnRecordsKept1B177704']);
  });

  test('terms that the policy states tell no keys apart', () => {
    const stack = new Stack();
    const policy = new SecurityPolicy({ keepForDays: { 'audit-logs': 730 } });
    policy.applyTo(stack);
    const keys = CategoryKeys.of(stack);
    expect(keys.keyFor(policy.category(DataCategory.AUDIT_LOGS))).toBe(keys.keyFor(DataCategory.AUDIT_LOGS));
  });
});
