/** What is true of the resources of a type in AWS, whoever uses them and for what. */
export interface ResourceTypeFacts {
  /**
   * What lies in one, and goes with it: what applications and their users write (`records`), logs, copies of data kept
   * elsewhere, secrets, programs, or the keys under which data lies.
   */
  readonly holds?: 'records' | 'logs' | 'copies' | 'secrets' | 'code' | 'keys';
  /** Whether others reach one, or let it in, by an address, an id or an ARN that a new one would not have. */
  readonly isAddress?: true;
  /** The property by whose value others may speak of one; to change it replaces the resource. */
  readonly name?: string;
  /** How the ARN of one looks up to its name or id: the service, and what stands behind the account. */
  readonly arn?: readonly [service: string, resource: string];
  /**
   * The property that tags one; an empty text where it takes none.
   *
   * @default 'Tags'
   */
  readonly tags?: string;
  /** Whether to change the tags of one replaces it. */
  readonly isReplacedByTags?: true;
}

/**
 * The types that hold data, are addresses or have names, by their services.
 *
 * Names, and what replaces a resource: AWS CloudFormation Template Reference, the page of each type. ARNs: Service
 * Authorization Reference. The tests compare all of it with the copy of both that comes with the CDK.
 */
const FACTS: Readonly<Record<string, ResourceTypeFacts>> = {
  'AWS::ACMPCA::CertificateAuthority': { isAddress: true },
  'AWS::AmazonMQ::Broker': { holds: 'records', name: 'BrokerName' },
  'AWS::ApiGateway::RestApi': { isAddress: true },
  'AWS::ApiGatewayV2::Api': { isAddress: true },
  'AWS::AppSync::GraphQLApi': { isAddress: true },
  'AWS::Backup::BackupVault': { holds: 'copies', name: 'BackupVaultName', tags: 'BackupVaultTags' },
  'AWS::Backup::LogicallyAirGappedBackupVault': { holds: 'copies', name: 'BackupVaultName', tags: 'BackupVaultTags' },
  'AWS::Cassandra::Table': { holds: 'records', name: 'TableName' },
  // what its template makes is made anew with it
  'AWS::CloudFormation::Stack': { isAddress: true },
  'AWS::CloudFront::Distribution': { isAddress: true },
  'AWS::CloudTrail::EventDataStore': { holds: 'logs' },
  // keys and buckets let it in by its ARN
  'AWS::CloudTrail::Trail': { isAddress: true, name: 'TrailName', arn: ['cloudtrail', 'trail/'] },
  'AWS::CodeCommit::Repository': { holds: 'code' },
  'AWS::Cognito::IdentityPool': { isAddress: true },
  'AWS::Cognito::UserPool': { holds: 'records', isAddress: true, tags: 'UserPoolTags' },
  'AWS::DSQL::Cluster': { holds: 'records' },
  'AWS::DocDB::DBCluster': { holds: 'records', name: 'DBClusterIdentifier' },
  // the data lies in the storage of the cluster
  'AWS::DocDB::DBInstance': { isAddress: true, name: 'DBInstanceIdentifier' },
  'AWS::DocDBElastic::Cluster': { holds: 'records' },
  // its tables are those of DynamoDB; `global-table/` is the form of version 2017.11.29
  'AWS::DynamoDB::GlobalTable': {
    holds: 'records',
    name: 'TableName',
    arn: ['dynamodb', 'table/'],
    tags: 'Replicas.Tags',
  },
  'AWS::DynamoDB::Table': { holds: 'records', name: 'TableName', arn: ['dynamodb', 'table/'] },
  'AWS::EC2::ClientVpnEndpoint': { isAddress: true },
  'AWS::EC2::EIP': { isAddress: true },
  'AWS::EC2::LaunchTemplate': { name: 'LaunchTemplateName' },
  'AWS::EC2::Subnet': { isAddress: true },
  'AWS::EC2::VPC': { isAddress: true },
  'AWS::EC2::Volume': { holds: 'records', arn: ['ec2', 'volume/'] },
  'AWS::ECR::Repository': { holds: 'code', name: 'RepositoryName' },
  'AWS::EFS::FileSystem': { holds: 'records', tags: 'FileSystemTags' },
  'AWS::EKS::Cluster': { isAddress: true, name: 'Name' },
  'AWS::EMR::Cluster': { holds: 'records' },
  'AWS::ElastiCache::CacheCluster': { holds: 'records', name: 'ClusterName' },
  'AWS::ElastiCache::ReplicationGroup': { holds: 'records', name: 'ReplicationGroupId' },
  'AWS::ElastiCache::ServerlessCache': { holds: 'records', name: 'ServerlessCacheName' },
  'AWS::ElasticLoadBalancing::LoadBalancer': { isAddress: true, name: 'LoadBalancerName' },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { isAddress: true, name: 'Name' },
  'AWS::Elasticsearch::Domain': { holds: 'records', name: 'DomainName' },
  'AWS::FSx::FileSystem': { holds: 'records' },
  'AWS::FSx::Volume': { holds: 'records' },
  'AWS::GlobalAccelerator::Accelerator': { isAddress: true },
  'AWS::HealthLake::FHIRDatastore': { holds: 'records' },
  'AWS::KMS::Alias': { name: 'AliasName' },
  'AWS::KMS::Key': { holds: 'keys' },
  'AWS::KMS::ReplicaKey': { holds: 'keys' },
  'AWS::Kinesis::Stream': { holds: 'records', name: 'Name' },
  'AWS::KinesisFirehose::DeliveryStream': { holds: 'records', name: 'DeliveryStreamName' },
  'AWS::Lightsail::Database': { holds: 'records' },
  'AWS::Logs::LogGroup': { holds: 'logs', name: 'LogGroupName', arn: ['logs', 'log-group:'] },
  'AWS::MSK::Cluster': { holds: 'records', name: 'ClusterName' },
  'AWS::MSK::ServerlessCluster': { holds: 'records', isReplacedByTags: true },
  'AWS::MemoryDB::Cluster': { holds: 'records', name: 'ClusterName' },
  'AWS::Neptune::DBCluster': { holds: 'records', name: 'DBClusterIdentifier' },
  'AWS::Neptune::DBInstance': { isAddress: true, name: 'DBInstanceIdentifier' },
  'AWS::NeptuneGraph::Graph': { holds: 'records' },
  'AWS::OpenSearchServerless::Collection': { holds: 'records', name: 'Name', isReplacedByTags: true },
  'AWS::OpenSearchService::Domain': { holds: 'records', name: 'DomainName' },
  'AWS::Organizations::Account': { isAddress: true },
  'AWS::QLDB::Ledger': { holds: 'records', name: 'Name' },
  'AWS::RDS::DBCluster': { holds: 'records', name: 'DBClusterIdentifier', arn: ['rds', 'cluster:'] },
  'AWS::RDS::DBInstance': { holds: 'records', name: 'DBInstanceIdentifier', arn: ['rds', 'db:'] },
  'AWS::RDS::GlobalCluster': { holds: 'records', isAddress: true, name: 'GlobalClusterIdentifier' },
  'AWS::Redshift::Cluster': { holds: 'records', name: 'ClusterIdentifier' },
  'AWS::RedshiftServerless::Namespace': { holds: 'records', name: 'NamespaceName', isReplacedByTags: true },
  'AWS::Route53::HostedZone': { isAddress: true },
  'AWS::S3::Bucket': { holds: 'records', name: 'BucketName', arn: ['s3', ''] },
  'AWS::S3Express::DirectoryBucket': { holds: 'records', name: 'BucketName' },
  'AWS::S3Files::FileSystem': { holds: 'records' },
  'AWS::S3Tables::TableBucket': { holds: 'records', name: 'TableBucketName' },
  'AWS::S3Vectors::VectorBucket': { holds: 'records', name: 'VectorBucketName' },
  'AWS::SDB::Domain': { holds: 'records', tags: '' },
  'AWS::SNS::Topic': { isAddress: true, name: 'TopicName', arn: ['sns', ''] },
  'AWS::SQS::Queue': { holds: 'records', name: 'QueueName', arn: ['sqs', ''] },
  'AWS::SecretsManager::Secret': { holds: 'secrets', name: 'Name' },
  'AWS::Timestream::InfluxDBInstance': { holds: 'records' },
  'AWS::Timestream::Table': { holds: 'records', name: 'TableName' },
  'AWS::Transfer::Server': { isAddress: true },
};

const NOTHING: ResourceTypeFacts = {};

/** What is known of a type; nothing where it is not listed. */
export function factsOf(type: string): ResourceTypeFacts {
  return Object.hasOwn(FACTS, type) ? (FACTS[type] ?? NOTHING) : NOTHING;
}

/** Every type of which something is known. */
export const KNOWN_TYPES: readonly string[] = Object.keys(FACTS);

/** Whether to replace a resource of a type loses what lies in it, or the address at which it is reached. */
export function isStateful(type: string): boolean {
  const { holds, isAddress = false } = factsOf(type);
  return holds !== undefined || isAddress;
}
