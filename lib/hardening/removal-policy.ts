import { RemovalPolicy } from 'aws-cdk-lib';
import { oneOf, type Because } from './decisions';
import type { At, PropRule } from './prop-rule';

type Kept = 'RETAIN_ON_UPDATE_OR_DELETE' | 'RETAIN' | 'SNAPSHOT';

/**
 * What holds data outlives its stack, but for what a failed first deployment leaves behind.
 *
 * An ephemeral stage takes its test data along.
 */
export function outlivesStack<A extends At<unknown>>(
  further: readonly Kept[] = [],
  because: Partial<Because<A>> = {},
): PropRule<RemovalPolicy, A> {
  return oneOf(RemovalPolicy, ['RETAIN_ON_UPDATE_OR_DELETE', 'RETAIN', ...further], {
    why: ({ category }: A) => `${category.name} data outlives the stack`,
    ...because,
    guardsLoss: true,
    ephemeral: 'DESTROY',
  });
}
