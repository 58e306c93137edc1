import { RemovalPolicy } from 'aws-cdk-lib';
import { SubnetType, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { filled, flaw, free, judged, must, type Because } from '../decisions';
import type { Flaw, PropRule, Table } from '../prop-rule';
import { outlivesStack } from '../removal-policy';
import { flawsOfRegion } from '../residency';
import { CREDENTIALS } from './credentials';
import { ENCRYPTION } from './database-encryption';
import { PARAMETERS } from './database-parameters';
import { regionOf, type DatabaseAt, type SharedProps } from './database-props';
import { flawOfIamSignIn } from './engine-traits';
import { LOG_EXPORTS } from './log-exports';

/** What becomes of the props that every database has. */
export const DATABASE: Table<SharedProps, DatabaseAt> = {
  ...ENCRYPTION,
  ...CREDENTIALS,
  ...PARAMETERS,
  ...LOG_EXPORTS,
  iamAuthentication: {
    says: 'must be true where the engine has sign-in by IAM',
    rule: 'rds-iam-auth',
    flaws: flawsOfSignIn,
    fill: (at) => (flawOfIamSignIn(at.props.engine, regionOf(at)) === undefined ? true : undefined),
  },
  deletionProtection: deletionProtection(),
  removalPolicy: outlivesStack(['SNAPSHOT']),
  copyTagsToSnapshot: must<boolean, DatabaseAt>(true, { why: 'a snapshot without tags does not say what it holds' }),
  deleteAutomatedBackups: must<boolean, DatabaseAt>(false, {
    clause: 'P3.4',
    why: 'backups would go with the database that they are for',
    guardsLoss: true,
    ephemeral: true,
  }),
  autoMinorVersionUpgrade: filled(
    'on unless stated otherwise: whoever switches it off installs security fixes by hand',
    () => true,
  ),
  vpcSubnets: {
    says: 'may not be public; isolated where the network has such subnets',
    flaws: flawsOfSubnets,
    // to move a plain database to other subnets could cut off who uses it
    fill: ({ mode, props: { vpc } }) =>
      mode === 'refuse' && vpc !== undefined && vpc.isolatedSubnets.length > 0
        ? { subnetType: SubnetType.PRIVATE_ISOLATED }
        : undefined,
  },
  securityGroups: judged('rds-sg-not-open'),
  subnetGroup: free('free; it is made elsewhere, and its subnets are judged there'),
  s3ExportBuckets: {
    says: 'each within the residency Regions of the policy',
    flaws: (buckets, at) => buckets.flatMap(({ env }, index) => flawsOfRegion(env.region, at, `[${index}]`)),
  },
  s3ExportRole: free('free; what the role may do is judged where it is made'),
  s3ImportBuckets: free('free; data that comes in is encrypted as all of the database'),
  s3ImportRole: free('free; what the role may do is judged where it is made'),
  monitoringInterval: free('free; it measures the machine and reads no data'),
  performanceInsightRetention: free(),
  databaseInsightsMode: free(),
  domain: free('free; Kerberos is one more way to sign in, with passwords that a directory keeps'),
  networkType: free('free; who reaches the database is up to its security groups, over IPv6 as well'),
  port: free(),
  preferredMaintenanceWindow: free(),
  engineLifecycleSupport: free('free; without extended support RDS upgrades the engine by itself'),
};

const SIGN_IN: Because<DatabaseAt> = { rule: 'rds-iam-auth', why: 'passwords are shared and stay' };

function flawsOfSignIn(stated: boolean, at: DatabaseAt): Flaw[] {
  const { engine } = at.props;
  const unable = flawOfIamSignIn(engine, regionOf(at));
  if (unable === undefined) return stated ? [] : [flaw(SIGN_IN, at, 'may not be false')];
  return stated ? [flaw({ clause: 'P2.2.1', why: unable.why }, at, `may not be true for ${engine.engineType}`)] : [];
}

/** A plain database that is to go with its stack must not be held back from it. */
function deletionProtection(): PropRule<boolean, DatabaseAt> {
  const rule = must<boolean, DatabaseAt>(true, {
    rule: 'rds-deletion-protection',
    why: 'one call would delete the database',
    guardsLoss: true,
    ephemeral: false,
  });
  return {
    ...rule,
    fill: (at) => {
      if (at.mode === 'refuse' || at.props.removalPolicy !== RemovalPolicy.DESTROY) return rule.fill?.(at);
      at.note('deletionProtection', 'is left as it is: the database is to go with its stack');
      return undefined;
    },
  };
}

function flawsOfSubnets({ subnetType, subnets = [] }: SubnetSelection, at: DatabaseAt): Flaw[] {
  const { publicSubnets = [] } = at.props.vpc ?? {};
  if (subnetType !== SubnetType.PUBLIC && !subnets.some((subnet) => publicSubnets.includes(subnet))) return [];
  const why = 'a route to the internet is one mistake away from the database';
  return [flaw({ clause: 'P2.3', why }, at, 'may not be public subnets')];
}
