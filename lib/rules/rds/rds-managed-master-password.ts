import type { Reading } from '../../template/read/reading';
import { fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import { isCopy, isMember } from '../concepts/database';

const KEPT_SECRET = /\{\{resolve:(secretsmanager|ssm-secure):/;

export default defineRule({
  id: 'rds-managed-master-password',
  title: 'RDS master password is kept by Secrets Manager',
  clause: 'P2.2.1',
  severity: 'error',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'A password in a template or a parameter is read by everybody who can read the stack, and never changes.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `ManageMasterUserPassword` to true and leave `MasterUserPassword` out.',
  controls: {
    iso27001: { 'A.5.17': 'judgement' },
    soc2: { 'CC6.1': 'judgement' },
    hipaa: { '164.308(a)(5)(ii)(D)': 'judgement' },
    pci: { '8.3.2': 'judgement', '8.3.9': 'judgement', '8.6.2': 'judgement', '8.6.3': 'judgement' },
  },
  equivalents: {},
  appliesTo: (database) =>
    !isMember(database) && !(isCopy(database) && database.read('MasterUserPassword').kind === 'absent'),
  *check(database) {
    const managed = database.boolean('ManageMasterUserPassword');
    if (managed.kind === 'value' && managed.value) return;
    const password = database.read('MasterUserPassword');
    if (password.kind === 'absent' && managed.kind === 'unknown') yield undetermined(managed);
    else yield* keptSecret(password);
  },
});

/** The password itself must never be shown. */
function* keptSecret(password: Reading<unknown>): Generator<Problem> {
  const what = 'a secret that Secrets Manager keeps';
  if (password.kind === 'absent') yield fail('ManageMasterUserPassword', 'true', 'nothing (false by default)');
  if (password.kind === 'value') yield fail(password.path, what, 'a literal');
  if (password.kind !== 'unknown') return;
  const text = password.unresolved?.text;
  if (text === undefined) yield undetermined(password);
  else if (!KEPT_SECRET.test(text)) yield fail(password.path, what, 'a value that is passed in');
}
