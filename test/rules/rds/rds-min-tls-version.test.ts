import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-min-tls-version';
import { templateSet } from '../../../lib/template/source/load';
import { Resource } from '../../../lib/template/read/resource';
import { explore } from '../../../lib/template/evaluate/scenario';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function database(properties: JsonObject, parameters: JsonObject): JsonObject {
  const { Engine: engine } = properties;
  const cluster = typeof engine === 'string' && engine.startsWith('aurora');
  const type = cluster ? 'DBCluster' : 'DBInstance';
  return {
    Resources: {
      Group: {
        Type: `AWS::RDS::${type === 'DBCluster' ? type : 'DB'}ParameterGroup`,
        Properties: { Parameters: parameters },
      },
      Database: {
        Type: `AWS::RDS::${type}`,
        Properties: { ...properties, [`${cluster ? 'DBCluster' : 'DB'}ParameterGroupName`]: { Ref: 'Group' } },
      },
    },
  };
}

const FROM_1_3 = { ssl_min_protocol_version: 'TLSv1.3' };
const ONLY_1_3 = { tls_version: 'TLSv1.3' };
const postgres = (version: string): JsonObject => database({ Engine: 'postgres', EngineVersion: version }, FROM_1_3);
const aurora = (version: string): JsonObject =>
  database({ Engine: 'aurora-postgresql', EngineVersion: version }, FROM_1_3);
const auroraMysql = (version: string): JsonObject =>
  database({ Engine: 'aurora-mysql', EngineVersion: version }, ONLY_1_3);

testRule(rule, {
  compliant: {
    'PostgreSQL from 1.3': {
      Resources: {
        Group: {
          Type: 'AWS::RDS::DBParameterGroup',
          Properties: { Parameters: { ssl_min_protocol_version: 'TLSv1.3' } },
        },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'postgres', EngineVersion: '17.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'an L2 with it': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        parameters: { ssl_min_protocol_version: 'TLSv1.3' },
      }),
    'PostgreSQL 16.1': postgres('16.1'),
    'PostgreSQL 16 by its major version': postgres('16'),
    'Aurora PostgreSQL 15.3': aurora('15.3'),
    'Aurora PostgreSQL 14.8': aurora('14.8'),
    'Aurora PostgreSQL 13.11': aurora('13.11'),
    'Aurora PostgreSQL 12.15': aurora('12.15'),
    'Aurora PostgreSQL 11.20': aurora('11.20'),
    'Aurora PostgreSQL 16': aurora('16'),
    'Aurora MySQL 3.04.0': auroraMysql('8.0.mysql_aurora.3.04.0'),
    'MySQL as it comes': { Engine: 'mysql', EngineVersion: '8.0' },
    'MySQL with 1.2 and 1.3': database({ Engine: 'mysql', EngineVersion: '8.4' }, { tls_version: 'TLSv1.2, TLSv1.3' }),
    'MySQL with 1.3 alone': database({ Engine: 'mysql', EngineVersion: '8.4' }, ONLY_1_3),
    'MariaDB 10.11': { Engine: 'mariadb', EngineVersion: '10.11' },
    'MariaDB 10.6.17': { Engine: 'mariadb', EngineVersion: '10.6.17' },
    'SQL Server without 1.0 and 1.1': {
      Resources: {
        Group: {
          Type: 'AWS::RDS::DBParameterGroup',
          Properties: { Parameters: { 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' } },
        },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'sqlserver-se', EngineVersion: '16.00', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
  },
  noncompliant: {
    'PostgreSQL from 1.2': {
      Resources: {
        Group: {
          Type: 'AWS::RDS::DBParameterGroup',
          Properties: { Parameters: { ssl_min_protocol_version: 'TLSv1.2' } },
        },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'postgres', EngineVersion: '17.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'PostgreSQL as it comes': { Engine: 'postgres', EngineVersion: '17.4' },
    'PostgreSQL 15.10': postgres('15.10'),
    'PostgreSQL 15 by its major version': postgres('15'),
    'Aurora PostgreSQL 15.2': aurora('15.2'),
    'Aurora PostgreSQL 14.7': aurora('14.7'),
    'Aurora PostgreSQL 11.19': aurora('11.19'),
    'Aurora PostgreSQL 10': aurora('10.21'),
    'Aurora MySQL 3.03.9': auroraMysql('8.0.mysql_aurora.3.03.9'),
    'Aurora MySQL 2': auroraMysql('5.7.mysql_aurora.2.12.0'),
    'Aurora MySQL 2 by the version of MySQL': auroraMysql('5.7'),
    'Aurora MySQL as it comes': {
      Resources: {
        Cluster: {
          Type: 'AWS::RDS::DBCluster',
          Properties: { Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.08.0' },
        },
      },
    },
    'MySQL 5.7': { Engine: 'mysql', EngineVersion: '5.7.44' },
    'MySQL with 1.1': database({ Engine: 'mysql', EngineVersion: '8.4' }, { tls_version: 'TLSv1.1,TLSv1.2' }),
    'MySQL without 1.3': database({ Engine: 'mysql', EngineVersion: '8.4' }, { tls_version: 'TLSv1.2' }),
    'MariaDB 10.6.16': { Engine: 'mariadb', EngineVersion: '10.6.16' },
    'SQL Server with 1.1': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { 'rds.tls10': 'disabled' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'sqlserver-se', EngineVersion: '16.00', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
  },
  undetermined: {
    'Aurora PostgreSQL 15 by its major version': aurora('15'),
    'Aurora MySQL by the version of MySQL': auroraMysql('8.0'),
    'Aurora MySQL of an unknown MySQL': auroraMysql('9.9'),
    'a version that nobody states': database({ Engine: 'postgres' }, FROM_1_3),
    'a version that only deployment knows': database(
      { Engine: 'postgres', EngineVersion: { 'Fn::ImportValue': 'Version' } },
      FROM_1_3,
    ),
    'a group from elsewhere': {
      Engine: 'mysql',
      EngineVersion: '8.4',
      DBParameterGroupName: { 'Fn::ImportValue': 'Group' },
    },
    'no engine': { DBSnapshotIdentifier: 'snapshot' },
  },
  notApplicable: {
    Oracle: { Engine: 'oracle-ee' },
    'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' },
  },
});

test.each([
  ['mysql', 'AWS documents no parameter by which RDS for MySQL or MariaDB speaks TLS 1.3 alone'],
  ['mariadb', 'AWS documents no parameter by which RDS for MySQL or MariaDB speaks TLS 1.3 alone'],
  ['sqlserver-se', 'RDS speaks TLS 1.2 with SQL Server itself, so it cannot be switched off'],
  ['postgres', undefined],
])('what of the clause cannot be expressed for %s', (engine, reason) => {
  const set = templateSet([
    {
      path: 'one.json',
      document: { Resources: { Database: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: engine } } } },
    },
  ]);
  const [definition] = set.templates.flatMap((template) => template.resourcesOfType('AWS::RDS::DBInstance'));
  const seen: unknown[] = [];
  explore((scenario) => {
    if (definition !== undefined) seen.push(rule.notExpressible?.(new Resource(definition, scenario))?.reason);
  });
  expect(seen).toEqual([reason]);
});
