import { Token } from 'aws-cdk-lib';
import { InstanceClass, InstanceSize, InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { IEngine } from 'aws-cdk-lib/aws-rds';
import { refusal } from '../refusal';
import { flawOfVersion, reaches, versionOf, type EngineFlaw } from './engine-versions';

/**
 * "Supported Regions and DB engines for IAM database authentication in Amazon RDS" (Amazon RDS User Guide): MariaDB has
 * it nowhere before 10.11, and in these Regions not at all.
 */
const MARIADB_WITHOUT_IAM: readonly string[] = [
  'ap-south-2',
  'ap-southeast-4',
  'eu-central-2',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
];
/** The Regions of the same page where MariaDB has it from 11.4 on. */
const MARIADB_IAM_FROM_11: readonly string[] = [
  'ap-east-2',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'mx-central-1',
];

/** The Regions in which cfn-lint's list of offers has no `db.m7g.large` for MariaDB, MySQL and PostgreSQL. */
const WITHOUT_M7G: readonly string[] = ['af-south-1', 'ap-east-1', 'ca-west-1', 'eu-south-1', 'us-gov-west-1'];
/** The Regions in which the same list has no `db.m6i` for SQL Server. */
const WITHOUT_M6I: readonly string[] = ['ap-southeast-3', 'ap-southeast-4', 'eu-central-2', 'eu-south-2'];

/**
 * What keeps an engine from having a standby in another zone.
 *
 * "Multi-AZ deployments for Amazon RDS for Microsoft SQL Server" (Amazon RDS User Guide) names the Standard and
 * Enterprise Edition, and of the Web Edition 2022 only.
 */
export function flawOfStandby(engine: IEngine): EngineFlaw | undefined {
  const why = 'RDS keeps no standby of it in another zone';
  switch (engine.engineType) {
    case 'sqlserver-ex':
      return { problem: 'may not be sqlserver-ex', why, instead: 'Choose the Standard Edition' };
    case 'sqlserver-web':
      return flawOfVersion(engine, ['16.00.4215.2'], 'RDS keeps no standby of older ones in another zone');
    default:
      return undefined;
  }
}

/** What keeps an engine from taking sign-in by IAM in a Region. */
export function flawOfIamSignIn(engine: IEngine, region: string | undefined): EngineFlaw | undefined {
  const { engineType } = engine;
  if (engineType.startsWith('sqlserver-') || engineType.startsWith('oracle-')) {
    return { problem: `may not be ${engineType}`, why: 'it has no sign-in by IAM', instead: 'Choose another engine' };
  }
  if (engineType !== 'mariadb') return undefined;
  if (region !== undefined && MARIADB_WITHOUT_IAM.includes(region)) {
    const why = 'it has no sign-in by IAM there';
    return { problem: `may not be mariadb in ${region}`, why, instead: 'Choose MySQL or PostgreSQL' };
  }
  const from = region !== undefined && MARIADB_IAM_FROM_11.includes(region) ? '11.4' : '10.11';
  return flawOfVersion(engine, [from], 'older ones have no sign-in by IAM');
}

/**
 * Whether an engine runs on serverless instances, as far as its version says.
 *
 * "Supported Regions and Aurora DB engines for Aurora Serverless v2" (Amazon Aurora User Guide).
 */
export function isServerless(engine: IEngine): boolean {
  const since = SERVERLESS[engine.engineType];
  const version = versionOf(engine);
  return since !== undefined && version !== undefined && reaches(version, since) === true;
}

const SERVERLESS: Readonly<Record<string, readonly string[]>> = {
  'aurora-postgresql': ['13.6', '14.3', '15.2'],
  'aurora-mysql': ['3.02.0'],
};

/**
 * The class of an instance that states none.
 *
 * "DB instance class support for Microsoft SQL Server" (Amazon RDS User Guide): the Enterprise Edition begins at
 * `xlarge`, and Express runs on `db.t3.micro` to `db.t3.xlarge` only. SQL Server runs on no Graviton, and the CDK's own
 * default, `m5.large`, is not offered for recent versions.
 *
 * @throws when RDS does not offer it for the engine or in the Region
 */
export function defaultInstanceType({ engineType }: IEngine, region: string): InstanceType {
  if (engineType === 'sqlserver-ex') {
    throw askForClass('sqlserver-ex', 'it runs on db.t3.micro to db.t3.xlarge only');
  }
  const isSqlServer = engineType.startsWith('sqlserver-');
  const known = !Token.isUnresolved(region);
  if (known && (isSqlServer ? WITHOUT_M6I : WITHOUT_M7G).includes(region)) {
    throw askForClass(`${engineType} in ${region}`, `db.${isSqlServer ? 'm6i' : 'm7g'} is not offered there`);
  }
  if (!isSqlServer) return InstanceType.of(InstanceClass.M7G, InstanceSize.LARGE);
  const size = engineType === 'sqlserver-ee' ? InstanceSize.XLARGE : InstanceSize.LARGE;
  return InstanceType.of(InstanceClass.M6I, size);
}

/**
 * Whether Performance Insights takes the class of an instance, such as `db.t3.medium`.
 *
 * "Amazon RDS DB engine, Region, and instance class support for Database Insights" and the page of the same name for
 * Amazon Aurora.
 */
export function hasInsights({ engineType }: IEngine, instanceClass: string): boolean {
  switch (engineType) {
    case 'mysql':
    case 'mariadb':
      return !/^(db\.)?(t2|t3|t4g)\.(micro|small)$/.test(instanceClass);
    case 'aurora-mysql':
      return !/^(db\.)?((t2|t3)\.\w+|t4g\.(micro|small))$/.test(instanceClass);
    default:
      return true;
  }
}

function askForClass(what: string, why: string): Error {
  return refusal('instanceType', `must be stated for ${what}`, 'P4.2', why, 'State a class that is offered');
}
