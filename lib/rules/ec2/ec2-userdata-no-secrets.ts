import type { Reading } from '../../template/read/reading';
import { fail, undetermined } from '../expect';
import { defineRule } from '../rule';
import { instancePath } from '../concepts/launch-template';

/** What gives a secret away; values that a shell or the template fills in are none. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  'an access key id': /\b(AKIA|ASIA)[A-Z2-7]{16}\b/,
  'a private key': /-----BEGIN ([A-Z]+ )*PRIVATE KEY( BLOCK)?-----/,
  'a dynamic reference that CloudFormation replaces by the secret': /\{\{resolve:(secretsmanager|ssm-secure):/,
  'a literal password or key':
    /(passw(or)?d|passphrase|secret_?(access_?)?key|api_?key)["']?[ \t]*[=:][ \t]*["']?(?!(true|false|yes|no|null|none)\b|\/|file:|%)[^\s"'$`{<(\\]{4,}/i,
};

/** What the template fills in ends up in the user data like what it writes itself. */
const FILLED_IN = /(passw(or)?d|passphrase|secret_?(access_?)?key|api_?key)["']?[ \t]*[=:][ \t]*["']?\$\{\d+ /i;

export default defineRule({
  id: 'ec2-userdata-no-secrets',
  title: 'EC2 user data holds no secrets',
  clause: 'P2.2.1',
  severity: 'error',
  resourceTypes: ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration'],
  rationale:
    'Everybody on the instance, and everybody who may describe it, reads its user data, and the template keeps a copy.',
  remediation:
    'Read the secret at start from Secrets Manager with the role of the instance, and replace the one shown.',
  controls: {
    iso27001: { 'A.5.17': 'judgement' },
    soc2: { 'CC6.1': 'judgement' },
    hipaa: { '164.308(a)(5)(ii)(D)': 'judgement' },
    pci: { '8.3.2': 'judgement', '8.6.2': 'judgement' },
  },
  equivalents: { prowler: ['ec2_instance_secrets_user_data', 'ec2_launch_template_no_secrets'] },
  appliesTo: (resource) => resource.read(instancePath(resource, 'UserData')).kind !== 'absent',
  *check(resource) {
    const userData = resource.text(instancePath(resource, 'UserData'));
    const text = writtenText(userData);
    if (text === undefined) {
      if (userData.kind === 'unknown') yield undetermined(userData);
      return;
    }
    // what was found is named, never shown
    const found = Object.entries(SECRETS).filter(([, pattern]) => pattern.test(text));
    for (const [what] of found) yield fail(userData.path, 'no secret', what);
    if (found.length === 0 && FILLED_IN.test(text)) {
      yield undetermined({ path: userData.path, why: 'deployment fills in what is called a password or a key' });
    }
  },
});

/** The text of a script as far as the template has it, decoded when it stands there encoded. */
function writtenText(userData: Reading<string>): string | undefined {
  if (userData.kind === 'unknown') {
    const text = userData.unresolved?.text ?? '';
    return /^(\$\{[^}]*\})?$/.test(text) ? undefined : text;
  }
  if (userData.kind === 'absent') return undefined;
  const encoded = userData.value.length >= 8 && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(userData.value);
  return encoded ? Buffer.from(userData.value, 'base64').toString('utf8') : userData.value;
}
