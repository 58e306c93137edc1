import { DATA_CATEGORY_TAG, categoryOfTags, categoryTags } from '../../lib/policy/category-tags';
import { DataCategory, DeletionStandard, Immutability } from '../../lib/policy/data-category';
import { SecurityPolicy } from '../../lib/policy/security-policy';

const POLICY = SecurityPolicy.CLOUDNEXUS;

describe('the periods of the policy', () => {
  test.each([
    [DataCategory.AUDIT_LOGS, 'audit-logs', 365, 'compliance', 90, 366, 'expiry'],
    [DataCategory.INFRASTRUCTURE_LOGS, 'infrastructure-logs', 90, 'none', undefined, 90, 'crypto-shred'],
    [
      DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
      'infrastructure-logs-compliance',
      365,
      'compliance',
      90,
      365,
      'crypto-shred',
    ],
    [DataCategory.CUSTOMER_WORKLOADS, 'customer-workloads', undefined, 'none', undefined, undefined, 'nist-800-88'],
    [
      DataCategory.SUPPORT_AND_BILLING_RECORDS,
      'support-and-billing-records',
      2557,
      'governance',
      90,
      2557,
      'automated-recorded',
    ],
  ])('%#: %j', (category, name, keepFor, immutability, archiveAfter, deleteAfter, standard) => {
    expect(category.name).toBe(name);
    expect(category.keepForDays).toBe(keepFor);
    expect(category.immutability).toBe(immutability);
    expect(category.archiveAfterDays).toBe(archiveAfter);
    expect(category.deleteAfterDays).toBe(deleteAfter);
    expect(category.deletionStandard).toBe(standard);
  });

  test('locked objects expire once the lock has ended', () => {
    expect(DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE.objectExpiryDays).toBe(366);
    expect(DataCategory.SUPPORT_AND_BILLING_RECORDS.objectExpiryDays).toBe(2558);
    expect(DataCategory.INFRASTRUCTURE_LOGS.objectExpiryDays).toBe(90);
    expect(DataCategory.CUSTOMER_WORKLOADS.objectExpiryDays).toBeUndefined();
  });
});

describe('backup copies (P3.4)', () => {
  test.each([1, 365])('may be kept for %d days', (days) => {
    const copies = DataCategory.backupCopies(days);
    expect([copies.keepForDays, copies.deleteAfterDays, copies.immutability]).toEqual([days, days, 'vault-lock']);
  });

  test.each([0, 366, 1.5, Number.NaN])('may not be kept for %d days', (days) => {
    expect(() => DataCategory.backupCopies(days)).toThrow(
      `'keepForDays' must be a whole number between 1 and 365 days (P3.4), got ${days}`,
    );
  });
});

describe('personal data (P3.5)', () => {
  test('states its purpose and its end', () => {
    const pii = DataCategory.pii({ purpose: ' delivery ', deleteAfterDays: 30 });
    expect([pii.purpose, pii.deleteAfterDays, pii.keepForDays]).toEqual(['delivery', 30, undefined]);
  });

  test('fails without a purpose', () => {
    expect(() => DataCategory.pii({ purpose: ' ', deleteAfterDays: 30 })).toThrow(
      `'purpose' must have 1 to 256 characters (P3.5), got 0`,
    );
  });

  test('fails without an end', () => {
    expect(() => DataCategory.pii({ purpose: 'delivery', deleteAfterDays: 0 })).toThrow('(P3.5), got 0');
  });
});

describe('custom categories', () => {
  const stated = {
    name: 'session-recordings',
    keepForDays: 30,
    deleteAfterDays: 60,
    immutability: Immutability.GOVERNANCE,
    deletionStandard: DeletionStandard.EXPIRY,
  };

  test.each([
    ['a name that is not kebab-case', { name: 'Session' }, `'name' must be kebab-case, got "Session"`],
    ['a name of the policy', { name: 'pii' }, `'name' may not be that of a category of the policy, got "pii"`],
    ['deletion before the end of keeping', { deleteAfterDays: 29 }, `must be at least 'keepForDays' (30), got 29`],
    ['a lock without an end', { keepForDays: undefined }, `'keepForDays' must be given when 'immutability'`],
    ['archiving before 30 days', { archiveAfterDays: 29 }, `'archiveAfterDays' must be a whole number between 30`],
  ])('fails with %s', (_, props, sentence) => {
    expect(() => DataCategory.custom({ ...stated, ...props })).toThrow(sentence);
  });

  test.each([
    DataCategory.AUDIT_LOGS,
    DataCategory.backupCopies(35),
    DataCategory.pii({ purpose: 'delivery', deleteAfterDays: 30 }),
    DataCategory.custom(stated),
  ])('%#: tags carry a category there and back', (category) => {
    expect(categoryOfTags(new Map(Object.entries(categoryTags(category, POLICY))), POLICY)).toEqual(category);
  });

  test('tags that state nothing are answered with a sentence', () => {
    expect(categoryOfTags(new Map(), POLICY)).toBe(`no ${DATA_CATEGORY_TAG} tag says which retention applies`);
    expect(categoryOfTags(new Map([[DATA_CATEGORY_TAG, 'mine']]), POLICY)).toMatch(
      /^data-category "mine" states no retention that can be read: tag data-immutability must be one of /,
    );
  });
});
