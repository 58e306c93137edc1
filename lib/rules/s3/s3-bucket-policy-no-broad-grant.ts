import { all, allOf, certain, holds, type Certainty } from '../../template/read/certainty';
import type { Grant } from '../../template/access/questions';
import { documentOf } from '../concepts/bucket-policies';
import { unnamedCallers } from '../concepts/unnamed-callers';
import { defineRule } from '../rule';

const DELIVERY = ['s3:putobject', 's3:getbucketacl'];
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
  check: (bucketPolicy) => unnamedCallers(documentOf(bucketPolicy), ['*'], deliversBalancerLogs),
});

/** Load balancers deliver their logs from an account of AWS in each Region. */
function deliversBalancerLogs({ principal, statement: { actions } }: Grant): Certainty {
  const isBalancers = principal.kind === 'account' && BALANCER_ACCOUNTS.has(principal.account);
  const delivers = allOf(actions.items, (item) => holds(item, ({ text }) => DELIVERY.includes(text)));
  return all([certain(isBalancers && !actions.inverted && actions.items.length > 0), delivers]);
}
