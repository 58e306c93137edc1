import { Validations, type PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Rule } from '../rules/rule';
import { exceptionLine } from '../compliance/exceptions';
import { EPHEMERAL_STAGE, WHY_LIFTED } from '../compliance/lift';
import type { Result } from '../compliance/result';

/** The acknowledgements that stand for an exception on record or for what an ephemeral stage lifts, by construct. */
const onRecord = new WeakMap<IConstruct, Set<string>>();

/** Moves excepted and lifted findings of a pack among those that CDK's report shows as suppressed, with the reason. */
export function acknowledgeCovered(root: IConstruct, pack: string, results: readonly Result[]): void {
  for (const result of results) {
    const { rule, constructPath } = result;
    const reason = reasonOf(result);
    const construct = reason === undefined ? undefined : constructAt(root, constructPath);
    if (reason === undefined || construct === undefined) continue;
    const id = `${pack}::${rule.id}`;
    const known = onRecord.get(construct) ?? new Set();
    if (known.has(id)) continue;
    onRecord.set(construct, known.add(id));
    Validations.of(construct).acknowledge({ id, reason });
  }
}

/** Why a finding is no longer open. */
function reasonOf({ outcome, exception }: Result): string | undefined {
  if (outcome === 'lifted') return WHY_LIFTED;
  return exception === undefined ? undefined : exceptionLine(exception);
}

/** Acknowledgements of our rules that are no exceptions on record: they name nobody and never end; and of the stage. */
export function refusedAcknowledgements(constructs: readonly IConstruct[], rules: readonly Rule[]): PolicyViolation[] {
  const names = new Set([...rules.map(({ id }) => id), EPHEMERAL_STAGE]);
  const refused: PolicyViolation[] = [];
  // an app has thousands of constructs, and few of them have acknowledgements
  for (const construct of constructs) {
    for (const { type, data } of construct.node.metadata) {
      if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY) continue;
      for (const id of Object.keys(data as Readonly<Record<string, string>>)) {
        const rule = id.slice(id.lastIndexOf('::') + (id.includes('::') ? 2 : 0));
        if (onRecord.get(construct)?.has(id) === true || !names.has(rule)) continue;
        refused.push(refusal(rule, construct.node.path));
      }
    }
  }
  return refused;
}

function refusal(rule: string, constructPath: string): PolicyViolation {
  const [why, fix] =
    rule === EPHEMERAL_STAGE
      ? ['every report says which templates are of an ephemeral stage', 'Take it away']
      : [
          'it says neither who approved it nor when it ends',
          `Take it away, and put an exception on record: PolicyExceptions.of(scope).grant({ rule: '${rule}', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' })`,
        ];
  return {
    ruleName: 'policy-exceptions',
    description: `Acknowledgement of ${rule} is refused: ${why}`,
    severity: 'fatal',
    fix,
    violatingResources: [{ constructPath, locations: ['Metadata'] }],
  };
}

function constructAt(root: IConstruct, path: string | undefined): IConstruct | undefined {
  if (path === undefined) return undefined;
  const own = root.node.path;
  const below = own === '' ? path : path.slice(own.length + 1);
  return below.split('/').reduce<IConstruct | undefined>((at, id) => at?.node.tryFindChild(id), root);
}
