export { CloudNexusPolicyChecks, HipaaChecks, Iso27001Checks, PciDssChecks, Soc2Checks } from './compliance/packs';
export { ComplianceChecks, type ChecksProps, type ComplianceChecksProps } from './compliance/plugin';
export { Framework } from './frameworks/framework';
export {
  DataCategory,
  DeletionStandard,
  Immutability,
  type CustomDataCategoryProps,
  type PersonalDataProps,
} from './policy/data-category';
export { SecurityPolicy, type SecurityPolicyProps } from './policy/security-policy';
