import {
  all,
  any,
  because,
  certain,
  holds,
  isAbsent,
  isTrue,
  no,
  not,
  type Certainty,
} from '../../template/read/certainty';
import type { Resolved } from '../../template/evaluate/unresolved';
import type { Reading } from '../../template/read/reading';
import { isCopy, standsAlone } from '../concepts/database';
import { demanded } from '../expect';
import { defineRule } from '../rule';

const MANAGED = 'ManageMasterUserPassword';
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
  appliesTo(database) {
    const withoutOne = all([isCopy(database), () => isAbsent(database.read('MasterUserPassword'))]);
    return all([standsAlone(database), not(withoutOne)]);
  },
  *check(database) {
    const managed = isTrue(database.boolean('ManageMasterUserPassword'));
    const kept = isKeptSecret(database.read('MasterUserPassword'));
    yield* demanded(because(any([managed, kept]), kept), 'a secret that Secrets Manager keeps');
  },
});

/** Whether a password stays in Secrets Manager; itself it must never be shown. */
function isKeptSecret(password: Reading<Resolved>): Certainty {
  const { path } = password;
  if (password.kind === 'absent') return { ...no, path: MANAGED, reason: 'nothing (false by default)' };
  // what is passed in, as by a parameter, has been in the clear somewhere else
  const passed = password.kind === 'unknown' ? password.unresolved?.text : undefined;
  if (passed !== undefined) {
    return { ...certain(KEPT_SECRET.test(passed)), path, reason: 'a value that is passed in' };
  }
  return because(
    holds(password, () => false),
    { path, reason: 'a literal' },
  );
}
