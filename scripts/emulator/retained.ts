import type { Emulator } from './server';

/** How to ask an API whether a resource is still there, by the type of the resource. */
const LOOKUPS: Readonly<Record<string, (emulator: Emulator, region: string, id: string) => Promise<boolean>>> = {
  'AWS::S3::Bucket': async (emulator, _, id) =>
    (await fetch(`${emulator.endpoint}/${encodeURIComponent(id)}`, { method: 'HEAD' })).ok,
  'AWS::Backup::BackupVault': async (emulator, region, id) =>
    (await emulator.get('backup', region, `/backup-vaults/${encodeURIComponent(id)}`)).includes(`"${id}"`),
  'AWS::KMS::Key': (emulator, region, id) =>
    answers(emulator, region, 'kms', 'TrentService.DescribeKey', { KeyId: id }, id),
  'AWS::Logs::LogGroup': (emulator, region, id) =>
    answers(emulator, region, 'logs', 'Logs_20140328.DescribeLogGroups', { logGroupNamePrefix: id }, id),
  'AWS::DynamoDB::GlobalTable': (emulator, region, id) =>
    answers(emulator, region, 'dynamodb', 'DynamoDB_20120810.DescribeTable', { TableName: id }, id),
  'AWS::RDS::DBInstance': (emulator, region, id) => found(emulator, region, 'DescribeDBInstances', id),
  'AWS::RDS::DBCluster': (emulator, region, id) => found(emulator, region, 'DescribeDBClusters', id),
};

/**
 * Whether a resource is still there.
 *
 * @throws when it is of a type that was never looked up: what holds data must be
 */
export async function isThere(emulator: Emulator, region: string, type: string, id: string): Promise<boolean> {
  const lookup = LOOKUPS[type];
  if (lookup === undefined)
    throw new Error(`nothing is known of how to look up ${type}: say it in scripts/emulator/retained.ts`);
  return lookup(emulator, region, id);
}

async function answers(
  emulator: Emulator,
  region: string,
  service: string,
  target: string,
  body: Record<string, string>,
  id: string,
): Promise<boolean> {
  const text = await emulator.call(service, region, target, body);
  return text.includes(id) && !text.includes('Exception"');
}

async function found(emulator: Emulator, region: string, action: string, id: string): Promise<boolean> {
  return (await emulator.query('rds', region, { Action: action, Version: '2014-10-31' })).includes(`>${id}<`);
}
