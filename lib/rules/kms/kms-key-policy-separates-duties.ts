import { touches } from '../../template/access/glob';
import { policyAt, type Statement } from '../../template/access/policy';
import { isForeign, samePrincipal, type Principal } from '../../template/access/principal';
import { grantees, type Grant } from '../../template/access/questions';
import { isTrueOf } from '../../template/access/request';
import { all, anyOf, because, holds, no, not, yes, type Certainty } from '../../template/read/certainty';
import { refused } from '../expect';
import { defineRule } from '../rule';

const EITHER = 'administration or use of the key';
const ADMINISTRATION = [
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:DisableKey',
  'kms:DeleteImportedKeyMaterial',
];
const USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Sign', 'kms:GenerateMac'];
const GRANT = 'kms:CreateGrant';
const FOR_SERVICES = 'kms:grantisforawsresource';

export default defineRule({
  id: 'kms-key-policy-separates-duties',
  title: 'KMS key policy gives no principal both administration and use of the key',
  clause: 'P2.2.1',
  severity: 'warning',
  resourceTypes: ['AWS::KMS::Key'],
  rationale: 'Who can both decrypt and change the policy can read the data and hide or destroy the key afterwards.',
  remediation: 'Use `SecureKey`, or split the statement into one for administrators and one for users of the key.',
  controls: {
    iso27001: { 'A.5.3': 'judgement', 'A.5.15': 'judgement', 'A.8.3': 'judgement', 'A.8.24': 'crosswalk' },
    soc2: { 'CC6.1': 'crosswalk', 'CC6.3': 'judgement' },
    hipaa: { '164.312(a)(1)': 'judgement', '164.312(a)(2)(iv)': 'peer' },
    pci: { '3.6.1': 'peer', '3.7.7': 'peer' },
  },
  equivalents: { prowler: ['iam_policy_no_full_access_to_kms'] },
  *check(key) {
    const policy = policyAt(key, 'KeyPolicy');
    yield* refused(policy.hidden ?? no, EITHER);
    let users: readonly Grant[] | undefined;
    // most keys are administered by their account alone, and need no answer on who uses them
    const usersOf = (): readonly Grant[] =>
      (users ??= [...grantees(policy, { actions: USE }), ...[...grantees(policy, { actions: [GRANT] })].map(asUser)]);
    for (const { principal, answer } of grantees(policy, { actions: ADMINISTRATION })) {
      const uses = (user: Grant): Certainty => all([user.answer, () => samePrincipal(principal, user.principal)]);
      const both = all([answer, () => isSomebody(principal, policy.account), () => anyOf(usersOf(), uses)]);
      yield* refused(because(both, { path: principal.path, reason: 'both' }), EITHER);
    }
  },
});

/** The account itself delegates to IAM, and services act for others; without them nobody could administer the key. */
function isSomebody(principal: Principal, account: string | undefined): Certainty {
  if (principal.kind === 'service') return no;
  return principal.kind === 'account' ? isForeign(principal, account) : yes;
}

/** Whoever grants can grant the use of the key to himself, unless grants are for AWS services alone. */
function asUser({ principal, statement, answer }: Grant): Grant {
  const uses = all([answer, () => grantsByName(statement), () => not(isForServices(statement))]);
  return { principal, statement, answer: uses };
}

/** AWS's own statement for administrators has `kms:Create*`, whose point are aliases. */
function grantsByName({ actions }: Statement): Certainty {
  if (actions.inverted) return yes;
  return anyOf(actions.items, (item) =>
    holds(item, ({ text }) => (text === 'kms:create*' ? no : touches(text, GRANT.toLowerCase()))),
  );
}

function isForServices({ conditions }: Statement): Certainty {
  const about = conditions.filter(({ key }) => key === FOR_SERVICES);
  return anyOf(about, (condition) => not(isTrueOf(condition, { [FOR_SERVICES]: 'false' })));
}
