import { Validations, type PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Rule } from '../rules/rule';
import { exceptionLine } from '../compliance/exceptions';
import type { Result } from '../compliance/result';

/** The acknowledgements that stand for an exception on record, by construct. */
const onRecord = new WeakMap<IConstruct, Set<string>>();

/** Moves excepted findings of a pack among those that CDK's validation report shows as suppressed, with the reason. */
export function acknowledgeExceptions(root: IConstruct, pack: string, results: readonly Result[]): void {
  for (const { rule, exception, constructPath } of results) {
    const construct = exception === undefined ? undefined : constructAt(root, constructPath);
    if (exception === undefined || construct === undefined) continue;
    const id = `${pack}::${rule.id}`;
    const known = onRecord.get(construct) ?? new Set();
    if (known.has(id)) continue;
    onRecord.set(construct, known.add(id));
    Validations.of(construct).acknowledge({ id, reason: exceptionLine(exception) });
  }
}

/** Acknowledgements of our rules that are no exceptions on record: they name nobody and never end. */
export function refusedAcknowledgements(constructs: readonly IConstruct[], rules: readonly Rule[]): PolicyViolation[] {
  const names = new Set(rules.map(({ id }) => id));
  return constructs.flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.keys(data as Readonly<Record<string, string>>))
      .filter((id) => onRecord.get(construct)?.has(id) !== true)
      .map((id) => id.slice(id.lastIndexOf('::') + (id.includes('::') ? 2 : 0)))
      .filter((rule) => names.has(rule))
      .map((rule) => refusal(rule, construct.node.path)),
  );
}

function refusal(rule: string, constructPath: string): PolicyViolation {
  return {
    ruleName: 'policy-exceptions',
    description: `Acknowledgement of ${rule} is refused: it says neither who approved it nor when it ends`,
    severity: 'fatal',
    fix: `Take it away, and put an exception on record: PolicyExceptions.of(scope).grant({ rule: '${rule}', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' })`,
    violatingResources: [{ constructPath, locations: ['Metadata'] }],
  };
}

function constructAt(root: IConstruct, path: string | undefined): IConstruct | undefined {
  if (path === undefined) return undefined;
  const own = root.node.path;
  const below = own === '' ? path : path.slice(own.length + 1);
  return below.split('/').reduce<IConstruct | undefined>((at, id) => at?.node.tryFindChild(id), root);
}
