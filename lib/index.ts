export { CloudNexusPolicyChecks, HipaaChecks, Iso27001Checks, PciDssChecks, Soc2Checks } from './plugin/packs';
export { ComplianceChecks, type ChecksProps, type ComplianceChecksProps } from './plugin/plugin';
// constructs: written by `npm run generate`
export { SecureLogGroup, type SecureLogGroupProps } from './constructs/audit/secure-log-group';
export { EbsEncryptionByDefault } from './constructs/compute/ebs-encryption-by-default';
export { SecureLaunchTemplate, type SecureLaunchTemplateProps } from './constructs/compute/secure-launch-template';
export { SecureDatabaseCluster, type SecureDatabaseClusterProps } from './constructs/databases/secure-database-cluster';
export {
  SecureDatabaseInstance,
  type SecureDatabaseInstanceProps,
} from './constructs/databases/secure-database-instance';
export { SecureTable, type SecureTableProps } from './constructs/databases/secure-table';
export { Exposure, type InternalExposureProps, type InternetExposureProps } from './constructs/edge/exposure';
export {
  SecureApplicationLoadBalancer,
  type SecureApplicationLoadBalancerProps,
} from './constructs/edge/secure-application-load-balancer';
export type { SecureLoadBalancerProps } from './constructs/edge/secure-load-balancer-props';
export {
  SecureNetworkLoadBalancer,
  type SecureNetworkLoadBalancerProps,
} from './constructs/edge/secure-network-load-balancer';
export { TlsPolicy } from './constructs/edge/tls-policy';
export { CategoryKeys } from './constructs/keys/category-keys';
export { KeyUse } from './constructs/keys/key-use';
export { SecureKey, type SecureKeyProps } from './constructs/keys/secure-key';
export {
  IsolatedNetwork,
  type CardholderNetworkProps,
  type IsolatedNetworkProps,
} from './constructs/network/isolated-network';
export { SecureSecurityGroup, type SecureSecurityGroupProps } from './constructs/network/secure-security-group';
export type { SecureResourceProps } from './constructs/secure-resource-props';
export { BucketPurpose } from './constructs/storage/bucket-purpose';
export { SecureBucket, type SecureBucketProps } from './constructs/storage/secure-bucket';
export { SecureVolume, type SecureVolumeProps } from './constructs/storage/secure-volume';
// end
export { SecureDefaults, type SecureDefaultsProps } from './defaults/secure-defaults';
export { Framework } from './frameworks/framework';
export {
  DataCategory,
  DeletionStandard,
  Immutability,
  type CustomDataCategoryProps,
  type PersonalDataProps,
} from './policy/data-category';
export { EphemeralStage } from './policy/ephemeral-stage';
export type { PolicyException } from './policy/policy-exception';
export { PolicyExceptions } from './policy/policy-exceptions';
export { SecurityPolicy, type SecurityPolicyProps } from './policy/security-policy';
