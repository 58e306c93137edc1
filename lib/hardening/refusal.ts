/** The sentence that refuses a prop weaker than the policy: what may not be, by which clause, why, and what to do. */
export function refusal(prop: string, problem: string, clause: string, why: string, instead = 'Leave it out'): Error {
  return new Error(`'${prop}' ${problem} (${clause}): ${why}. ${instead}.`);
}
