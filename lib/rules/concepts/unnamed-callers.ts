import { limitsCaller } from '../../template/access/caller';
import type { Policy } from '../../template/access/policy';
import { isForeign, type Principal } from '../../template/access/principal';
import { grantees, grantsToAnybody, type Grant } from '../../template/access/questions';
import { all, anyOf, because, no, not, type Certainty } from '../../template/read/certainty';
import { refused } from '../expect';
import type { Problem } from '../rule';

const NAMED = 'named principals or a condition on the caller';

/** Yields a problem for everybody, and for each whole account of others, whom a policy lets do one of some actions. */
export function* unnamedCallers(
  policy: Policy,
  actions: readonly string[],
  isFine: (grant: Grant) => Certainty = () => no,
): Generator<Problem> {
  yield* refused(policy.hidden ?? no, NAMED);
  for (const { answer } of grantsToAnybody(policy, { actions })) yield* refused(answer, NAMED);
  // most policies name no account but their own
  const accounts = policy.statements.flatMap(({ principals }) => principals.list);
  if (anyOf(accounts, (one) => isOtherAccount(one, policy)).kind === 'no') return;
  for (const grant of grantees(policy, { actions })) {
    const { principal, statement, answer } = grant;
    const whole = all([
      answer,
      () => isOtherAccount(principal, policy),
      () => not(limitsCaller(statement, policy.isFree)),
      () => not(isFine(grant)),
    ]);
    yield* refused(because(whole, { path: principal.path, reason: `all of ${principal.text}` }), NAMED);
  }
}

function isOtherAccount(principal: Principal, { account }: Policy): Certainty {
  return principal.kind === 'account' ? isForeign(principal, account) : no;
}
