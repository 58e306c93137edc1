import { statementsOf, type Statement } from '../../template/read/policy-document';
import { fail, undetermined } from '../expect';
import { matchesAny } from '../concepts/policy-statement';
import { defineRule } from '../rule';

const ADMINISTRATION = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey'];
const USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];

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
    const administrators = new Map<string, string>();
    const users = new Set<string>();
    for (const statement of statementsOf(key, 'KeyPolicy')) {
      if (statement.effect.kind === 'value' && statement.effect.value !== 'Allow') continue;
      const administers = allowsAny(statement, ADMINISTRATION);
      const uses = allowsAny(statement, USE);
      for (const { kind, reading } of statement.principals) {
        if (kind === 'Service') continue;
        if (reading.kind === 'unknown' && administers && uses) yield undetermined(reading);
        if (reading.kind !== 'value' || isAccountRoot(reading.value.text)) continue;
        if (administers) administrators.set(reading.value.text, reading.path);
        if (uses) users.add(reading.value.text);
      }
    }
    for (const [principal, path] of administrators) {
      if (users.has(principal)) yield fail(path, 'administration or use of the key', 'both');
    }
  },
});

/** The account itself delegates to IAM; without it nobody could administer the key. */
function isAccountRoot(principal: string): boolean {
  return principal.endsWith(':root') || /^\d{12}$/.test(principal) || principal === '${AWS::AccountId}';
}

function allowsAny(statement: Statement, actions: readonly string[]): boolean {
  return statement.actions.some((reading) => reading.kind === 'value' && matchesAny(reading.value, actions));
}
