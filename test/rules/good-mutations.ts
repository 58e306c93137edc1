/** Properties that make a resource good, or of no concern to some rules, once they are there, whatever they hold. */
export interface GoodMutation {
  /** The type of a resource and the path of the property in it. */
  readonly property: string;
  /** What becomes of it. */
  readonly mutations: readonly string[];
  readonly rules: readonly string[];
  /** Why nothing is wrong any more. */
  readonly reason: string;
}

/** What is surely there, although only deployment knows what it is. */
const PRESENT = ['a dynamic reference', 'an import', 'a map entry'];
const EMPTY = ['an empty text', 'an empty list', 'an empty object'];

const OF_CLUSTER = 'what names a cluster takes this from it, and is judged there';
const COPY = 'what is made from another database or a snapshot takes over its password';
const PROFILE = 'which role an instance has is judged by its policies, that it has one is all that is asked';

const copied = (name: string): GoodMutation => ({
  property: `AWS::RDS::DBInstance.${name}`,
  mutations: PRESENT,
  rules: ['rds-managed-master-password'],
  reason: COPY,
});

/** Every mutation of a failing case after which the rule has nothing to say, and why that is right. */
export const GOOD_MUTATIONS: readonly GoodMutation[] = [
  {
    property: 'AWS::RDS::DBInstance.DBClusterIdentifier',
    mutations: PRESENT,
    rules: [
      'rds-backup-matches-data-category',
      'rds-backup-retention',
      'rds-cmk',
      'rds-deletion-protection',
      'rds-force-tls',
      'rds-iam-auth',
      'rds-in-backup-plan',
      'rds-log-exports',
      'rds-managed-master-password',
      'rds-min-tls-version',
      'rds-multi-az',
      'rds-sg-not-open',
      'rds-storage-encrypted',
    ],
    reason: OF_CLUSTER,
  },
  copied('DBSnapshotIdentifier'),
  copied('DBClusterSnapshotIdentifier'),
  copied('SnapshotIdentifier'),
  copied('SourceDBInstanceIdentifier'),
  copied('SourceDBClusterIdentifier'),
  copied('SourceDbiResourceId'),
  copied('ReplicationSourceIdentifier'),
  {
    property: 'AWS::EC2::Instance.IamInstanceProfile',
    mutations: PRESENT,
    rules: ['ec2-instance-profile'],
    reason: PROFILE,
  },
  {
    property: 'AWS::EC2::LaunchTemplate.LaunchTemplateData.IamInstanceProfile',
    mutations: PRESENT,
    rules: ['ec2-instance-profile'],
    reason: PROFILE,
  },
  {
    property: 'AWS::EC2::Instance.NetworkInterfaces.NetworkInterfaceId',
    mutations: PRESENT,
    rules: ['ec2-no-public-ip'],
    reason: 'an interface that was made before gets no address from its subnet when the instance starts',
  },
  {
    property: 'AWS::EC2::NetworkAclEntry.NetworkAclId',
    mutations: [...PRESENT, 'a parameter', 'a macro', 'beside a macro'],
    rules: ['nacl-no-public-admin-ports'],
    reason: 'an entry for a network that is no internet is one only with others of its ACL, which is elsewhere',
  },
  {
    property: 'AWS::EC2::SecurityGroupEgress.GroupId',
    mutations: PRESENT,
    rules: ['sg-egress-restricted'],
    reason: 'a group that is elsewhere is judged there, where what it belongs to is known',
  },
  {
    property: 'AWS::EC2::VPCEndpoint.PolicyDocument.Statement',
    mutations: EMPTY,
    rules: ['vpc-endpoint-policy-scoped'],
    reason: 'a policy without a statement lets nobody through',
  },
];
