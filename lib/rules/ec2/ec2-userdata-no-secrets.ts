import { all, any, anyOf, holds, isPresent, maybe, no, not, yes, type Certainty } from '../../template/read/certainty';
import { mapReading, type Reading } from '../../template/read/reading';
import { refused } from '../expect';
import { defineRule } from '../rule';
import { instancePath } from '../concepts/launch-template';

/** What is given a value that must be secret. */
const SETTING = String.raw`(passw(or)?d|passphrase|secret_?(access_?)?key|api_?key)["']?[ \t]*[=:][ \t]*`;

/** Values that are no secrets: switches, places to read one from, and what a template engine fills in. */
const NO_SECRET = String.raw`(?!(true|false|yes|no|null|none)\b|\/|file:|%|arn:)`;

/** What fetches a secret when the script runs: a command, or a call. */
const NO_FETCH = String.raw`(?!(aws|vault|Get-\w+|Invoke-\w+|await|new)[ \t]|[A-Za-z_][\w.:]*[(\[])`;

const LITERAL = String.raw`[^\s"'$` + '`' + String.raw`{<(\\]{4,}`;

/** What gives a secret away; values that a shell or the template fills in are none. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  'an access key id': /\b(AKIA|ASIA)[A-Z2-7]{16}\b/,
  'a private key': /-----BEGIN ([A-Z]+ )*PRIVATE KEY( BLOCK)?-----/,
  'a dynamic reference that CloudFormation replaces by the secret': /\{\{resolve:(secretsmanager|ssm-secure):/,
  'a literal password or key': new RegExp(
    `${SETTING}(["']${NO_SECRET}${LITERAL}|${NO_SECRET}${NO_FETCH}${LITERAL})`,
    'i',
  ),
};

const UNSEEN = 'what deployment fills in as a password, a key or a part of the script';

/** What the template fills in ends up in the user data like what it writes itself: as a secret, or as whole lines. */
const FILLED_IN: readonly RegExp[] = [
  new RegExp(`${SETTING}["']?(\\$\\{(\\d+ |\\{)|\\{\\{resolve:)`, 'i'),
  /^[ \t]*(\$\{(\d+ [^}\n]*|\{[^\n]*\})\}|\{\{resolve:[^\n]*\}\})[ \t]*$/m,
];

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
  appliesTo: (resource) => isPresent(resource.read(instancePath(resource, 'UserData'))),
  *check(resource) {
    const text = writtenText(resource.text(instancePath(resource, 'UserData')));
    // what was found is named, never shown
    const finds = Object.entries(SECRETS).map(([what, pattern]) =>
      holds(text, (script) => found(what, pattern, script)),
    );
    for (const find of finds) yield* refused(find, 'no secret');
    const filledIn = holds(text, (script) => anyOf(FILLED_IN, (pattern) => found(UNSEEN, pattern, script)));
    const unsure = all([not(any(finds)), filledIn]);
    yield* refused(all([unsure, maybe(filledIn.reason ?? UNSEEN, text.path)]), 'no secret');
  },
});

function found(what: string, pattern: RegExp, script: string): Certainty {
  const index = script.search(pattern);
  const line = script.slice(0, index).split('\n').length;
  return index < 0 ? no : { ...yes, reason: `${what} in line ${line}` };
}

/** The text of a script as far as the template has it, decoded when it stands there encoded. */
function writtenText(userData: Reading<string>): Reading<string> {
  const { path } = userData;
  // a script that is known in part is a text with expressions in it
  const known = userData.kind === 'unknown' ? userData.unresolved?.text : undefined;
  if (known !== undefined && !/^(\$\{[^}]*\}+)?$/.test(known)) return { kind: 'value', path, value: known };
  return mapReading(userData, decoded);
}

function decoded(script: string): string {
  const encoded = script.length >= 8 && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(script);
  return encoded ? Buffer.from(script, 'base64').toString('utf8') : script;
}
