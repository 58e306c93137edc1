export { CloudNexusPolicyChecks, HipaaChecks, Iso27001Checks, PciDssChecks, Soc2Checks } from './compliance/packs';
export { ComplianceChecks, type ChecksProps, type ComplianceChecksProps } from './compliance/plugin';
export { SecureLogGroup, type SecureLogGroupProps } from './constructs/audit/secure-log-group';
export { CategoryKeys } from './constructs/keys/category-keys';
export { SecureKey, type SecureKeyProps } from './constructs/keys/secure-key';
export { BucketPurpose } from './constructs/storage/bucket-purpose';
export { SecureBucket, type SecureBucketProps } from './constructs/storage/secure-bucket';
export type { SecureResourceProps } from './constructs/secure-resource-props';
export { Framework } from './frameworks/framework';
export {
  DataCategory,
  DeletionStandard,
  Immutability,
  type CustomDataCategoryProps,
  type PersonalDataProps,
} from './policy/data-category';
export type { PolicyException } from './policy/policy-exception';
export { PolicyExceptions } from './policy/policy-exceptions';
export { SecurityPolicy, type SecurityPolicyProps } from './policy/security-policy';
