import { sparesAwsServices } from '../../template/access/caller';
import { hasWildcard, unknownParts } from '../../template/access/glob';
import { operatorOf } from '../../template/access/operator';
import { policyAt, type Condition, type Element, type Statement } from '../../template/access/policy';
import { grantsToAnybody } from '../../template/access/questions';
import {
  all,
  allOf,
  anyOf,
  at,
  because,
  certain,
  equals,
  holds,
  isAbsent,
  isOneOf,
  maybe,
  no,
  not,
  yes,
  type Certainty,
} from '../../template/read/certainty';
import { refused } from '../expect';
import { defineRule } from '../rule';

const SCOPED = 'named actions, resources or callers';

/** What conditions say of the owner of a resource. */
const OWNER_KEYS = ['aws:resourceaccount', 'aws:resourceorgid', 's3:resourceaccount'];

const DOCUMENT = 'PolicyDocument';

export default defineRule({
  id: 'vpc-endpoint-policy-scoped',
  title: 'VPC endpoint lets through only what its policy names',
  clause: 'P2.2.1',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::VPCEndpoint'],
  rationale: 'Through an open endpoint, stolen data goes to a bucket of any account without touching the internet.',
  remediation:
    'Set `PolicyDocument` to the actions and resources in use, or condition it on `aws:PrincipalOrgID` and `aws:ResourceOrgID`.',
  controls: {
    iso27001: { 'A.8.3': 'judgement', 'A.8.12': 'judgement', 'A.8.20': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.6': 'judgement', 'CC6.7': 'judgement' },
    hipaa: { '164.312(e)(1)': 'judgement' },
    pci: { '1.3.2': 'judgement' },
  },
  equivalents: { prowler: ['vpc_endpoint_connections_trust_boundaries'] },
  // only services of AWS take a policy
  appliesTo: (endpoint) =>
    all([
      isOneOf(endpoint.text('VpcEndpointType'), ['Gateway', 'Interface'], yes),
      not(holds(endpoint.reference('ServiceName'), ({ text }) => text.includes('vpce-svc-'))),
    ]),
  *check(endpoint) {
    const policy = policyAt(endpoint, DOCUMENT);
    const byDefault = { path: DOCUMENT, reason: 'nothing (full access by default)' };
    yield* refused(because(isAbsent(endpoint.read(DOCUMENT)), byDefault), 'a policy');
    yield* refused(policy.hidden ?? no, SCOPED);
    const limited = anyOf(policy.statements, deniesOthers);
    for (const { statement, answer } of grantsToAnybody(policy, { actions: ['*'] })) {
      const wide = all([answer, not(limited), letsEverythingThrough(statement), not(limitsOwner(statement))]);
      yield* refused(at(statement.path, because(wide, { reason: 'Allow * on * for everybody' })), SCOPED);
    }
  },
});

function letsEverythingThrough({ actions, resources }: Statement): Certainty {
  return all([isEverything(actions, /^(\*+|[\w-]+:\*+)$/), () => isEverything(resources, /^(arn:[^/]*:)?\*+$/)]);
}

function isEverything(element: Element | undefined, whole: RegExp): Certainty {
  if (element === undefined || element.inverted) return yes;
  return anyOf(element.items, (item) =>
    holds(item, ({ text }) => {
      if (whole.test(text)) return yes;
      const widest = unknownParts(text).reduce((known, part) => known.replace(part, '*'), text);
      return whole.test(widest)
        ? maybe('parts that decide how far the statement reaches are known only at deployment')
        : no;
    }),
  );
}

/** Whether a statement reaches only what belongs to owners that are known. */
function limitsOwner({ conditions }: Statement): Certainty {
  return anyOf(conditions, (condition) =>
    all([certain(!operatorOf(condition.operator).negated), () => pinsOwner(condition)]),
  );
}

/** Whether a Deny keeps everybody from what belongs to anybody else. */
function deniesOthers({ effect, actions, resources, conditions }: Statement): Certainty {
  const [only, ...others] = conditions.filter((condition) => !sparesAwsServices(condition));
  if (only === undefined || others.length > 0 || !operatorOf(only.operator).negated) return no;
  return all([
    equals(effect, 'Deny'),
    isEverything(actions, /^\*+$/),
    isEverything(resources, /^\*+$/),
    () => pinsOwner(only),
  ]);
}

function pinsOwner({ key, operator, values }: Condition): Certainty {
  const { comparison } = operatorOf(operator);
  if (!OWNER_KEYS.includes(key) || !comparison.startsWith('string') || values.length === 0) return no;
  // where wildcards count for nothing, an expression is one owner, whoever it is
  const wild = comparison === 'stringLike';
  return allOf(values, (value) =>
    holds(value, ({ text }) => {
      if (hasWildcard(text)) return no;
      const named = !wild || unknownParts(text).every((part) => part.startsWith('${AWS::'));
      return named ? yes : maybe('only deployment knows whether the owner is everybody');
    }),
  );
}
