/** How an operator of a condition compares. */
export type Comparison =
  | 'string'
  | 'stringIgnoreCase'
  | 'stringLike'
  | 'arn'
  | 'ip'
  | 'bool'
  | 'null'
  | 'numericEquals'
  | 'numericLessThan'
  | 'numericLessThanEquals'
  | 'numericGreaterThan'
  | 'numericGreaterThanEquals'
  | 'other';

/** An operator of a condition, taken apart. */
export interface Operator {
  readonly comparison: Comparison;
  /** `StringNotEquals` and the like: true when nothing matches, also when the request lacks the key. */
  readonly negated: boolean;
  /** True when the request lacks the key. */
  readonly ifExists: boolean;
  /** `ForAllValues` is true when the request lacks the key, `ForAnyValue` is not. */
  readonly quantifier?: 'all' | 'any';
}

const COMPARISONS: ReadonlyMap<string, readonly [comparison: Comparison, negated: boolean]> = new Map([
  ['stringequals', ['string', false]],
  ['stringnotequals', ['string', true]],
  ['stringequalsignorecase', ['stringIgnoreCase', false]],
  ['stringnotequalsignorecase', ['stringIgnoreCase', true]],
  ['stringlike', ['stringLike', false]],
  ['stringnotlike', ['stringLike', true]],
  ['arnequals', ['arn', false]],
  ['arnnotequals', ['arn', true]],
  ['arnlike', ['arn', false]],
  ['arnnotlike', ['arn', true]],
  ['ipaddress', ['ip', false]],
  ['notipaddress', ['ip', true]],
  ['bool', ['bool', false]],
  ['null', ['null', false]],
  ['numericequals', ['numericEquals', false]],
  ['numericnotequals', ['numericEquals', true]],
  ['numericlessthan', ['numericLessThan', false]],
  ['numericlessthanequals', ['numericLessThanEquals', false]],
  ['numericgreaterthan', ['numericGreaterThan', false]],
  ['numericgreaterthanequals', ['numericGreaterThanEquals', false]],
]);

const PARTS = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/;

/** Takes an operator apart, such as `ForAnyValue:StringNotLikeIfExists`. */
export function operatorOf(written: string): Operator {
  const [, quantifier, name = '', ifExists] = PARTS.exec(written.toLowerCase()) ?? [];
  const [comparison, negated] = COMPARISONS.get(name) ?? ['other', false];
  return {
    comparison,
    negated,
    ifExists: ifExists !== undefined,
    quantifier: quantifier === undefined ? undefined : quantifier === 'forallvalues' ? 'all' : 'any',
  };
}

/** Whether a condition with this operator is true of a request that lacks the key. */
export function trueWithoutKey({ comparison, negated, ifExists, quantifier }: Operator): boolean {
  if (comparison === 'null') return false;
  return ifExists || quantifier === 'all' || (negated && quantifier !== 'any');
}
