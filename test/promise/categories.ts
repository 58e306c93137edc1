import { DataCategory, DeletionStandard, Immutability } from '../../lib';

/** Data of every kind: each category of the policy, personal data, backups, and categories of one's own. */
export const CATEGORIES: readonly DataCategory[] = [
  DataCategory.CUSTOMER_WORKLOADS,
  DataCategory.AUDIT_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
  DataCategory.SUPPORT_AND_BILLING_RECORDS,
  DataCategory.pii({ purpose: 'Delivery', deleteAfterDays: 1 }),
  DataCategory.pii({ purpose: 'Age check (once)', deleteAfterDays: 3650 }),
  DataCategory.backupCopies(30),
  own({ name: 'drafts', immutability: Immutability.NONE }),
  own({ name: 'leads', immutability: Immutability.NONE, deleteAfterDays: 7 }),
  own({ name: 'minutes', immutability: Immutability.GOVERNANCE, keepForDays: 100, deleteAfterDays: 100 }),
  own({ name: 'ledgers', immutability: Immutability.COMPLIANCE, keepForDays: 3000, deleteAfterDays: 3400 }),
  own({ name: 'deeds', immutability: Immutability.COMPLIANCE, keepForDays: 36_500, archiveAfterDays: 30 }),
];

function own(terms: Omit<Parameters<typeof DataCategory.custom>[0], 'deletionStandard'>): DataCategory {
  return DataCategory.custom({ ...terms, deletionStandard: DeletionStandard.EXPIRY });
}
