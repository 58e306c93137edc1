import { statementsOf, type Statement } from '../../template/read/policy-document';
import { fail, undetermined } from '../expect';
import { everybody, limitsCaller } from '../concepts/policy-statement';
import { defineRule, type Problem } from '../rule';

const BALANCER_ACCOUNTS: ReadonlySet<string> = new Set([
  '127311923021',
  '033677994240',
  '027434742980',
  '797873946194',
  '098369216593',
  '754344448648',
  '589379963580',
  '718504428378',
  '383597477331',
  '600734575887',
  '114774131450',
  '783225319266',
  '582318560864',
  '985666609251',
  '054676820928',
  '156460612806',
  '652711504416',
  '635631232127',
  '009996457667',
  '897822967062',
  '076674570225',
  '507241528517',
]);

export default defineRule({
  id: 's3-bucket-policy-no-broad-grant',
  title: 'S3 bucket policy lets nobody in whom it does not name',
  clause: 'P2.2.1',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::S3::BucketPolicy'],
  rationale:
    'An Allow for everybody, or for the whole of another account, lets in principals whom the owner of the data never sees.',
  remediation:
    'Use `SecureBucket`, or name the principals, or add an `aws:PrincipalOrgID`, `aws:SourceArn` or `aws:SourceVpce` condition.',
  controls: {
    iso27001: { 'A.5.15': 'crosswalk', 'A.8.3': 'crosswalk' },
    soc2: { 'CC6.1': 'peer-near', 'CC6.3': 'peer-near' },
    hipaa: { '164.308(a)(4)(i)': 'peer-near', '164.312(a)(1)': 'peer-near' },
    pci: { '7.2.1': 'peer-near', '7.3.1': 'peer-near', '7.3.3': 'peer-near' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-blacklisted-actions-prohibited'],
    securityHub: ['S3.6'],
    prowler: ['s3_bucket_cross_account_access'],
    guard: ['s3_bucket_policy_grantee_check'],
  },
  *check(bucketPolicy) {
    const statements = bucketPolicy.list('PolicyDocument.Statement');
    if (statements.kind === 'unknown') {
      yield undetermined(statements);
      return;
    }
    for (const statement of statementsOf(bucketPolicy, 'PolicyDocument')) {
      if (statement.effect.kind === 'unknown') yield undetermined(statement.effect);
      if (statement.effect.kind !== 'value' || statement.effect.value !== 'Allow') continue;
      if (limitsCaller(statement)) continue;
      for (const { path, who, why } of everybody(statement)) {
        if (who === 'unknown') yield undetermined({ path, why });
        else yield fail(path, 'named principals or a condition on the caller', who);
      }
      yield* wholeAccounts(statement);
    }
  },
});

/** The template does not know the account into which it is deployed, so a stated one may be its own. */
function* wholeAccounts(statement: Statement): Generator<Problem> {
  for (const { kind, reading } of statement.principals) {
    if (kind !== 'AWS' || reading.kind !== 'value') continue;
    const { text } = reading.value;
    const root = /^arn:(?:[^:$]+|\$\{[^}]*\}):iam::(.+):root$/.exec(text)?.[1];
    const account = root ?? (/^\d{12}$/.test(text) ? text : undefined);
    if (account === undefined || account === '*' || account === '${AWS::AccountId}') continue;
    if (writesBalancerLogs(account, statement)) continue;
    const who = account.replace(/\$\{\d+ /g, '${');
    const why = `the whole account ${who} is let in without a condition; the template does not say whether it is your own`;
    yield undetermined({ path: reading.path, why });
  }
}

/** Load balancers deliver their logs from an account of AWS in each Region. */
function writesBalancerLogs(account: string, statement: Statement): boolean {
  return (
    BALANCER_ACCOUNTS.has(account) &&
    statement.actions.length > 0 &&
    statement.actions.every((action) => action.kind === 'value' && /^s3:(PutObject|GetBucketAcl)$/i.test(action.value))
  );
}
