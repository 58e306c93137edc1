import type { PolicyCondition } from '../../template/read/policy-document';
import type { Answer } from './bucket-policy';

/** Whether a statement has one condition and no other: this one, with values that fit. */
export function statesOnly(
  conditions: readonly PolicyCondition[],
  operator: RegExp,
  key: string,
  fits: (value: string) => boolean,
): Answer {
  const [condition, ...narrowing] = conditions;
  if (condition === undefined || narrowing.length > 0) return false;
  if (!operator.test(condition.operator) || condition.key !== key || condition.values.length === 0) return false;
  for (const value of condition.values) {
    if (value.kind === 'unknown') return value;
    if (value.kind === 'absent' || !fits(value.value)) return false;
  }
  return true;
}

/** Whether a condition leaves out only what AWS services do by themselves: their calls tell nothing of TLS. */
export function sparesAwsServices({ operator, key, values }: PolicyCondition): boolean {
  return (
    /^Bool(IfExists)?$/.test(operator) &&
    key === 'aws:principalisawsservice' &&
    values.every((value) => value.kind === 'value' && value.value === 'false')
  );
}
