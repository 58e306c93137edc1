import { subjectsIn, SAMPLES_FILES } from '../test/promise/subjects';
import { choicesOf } from '../test/promise/trial';

/** How much the promise tests try. */
interface Count {
  readonly name: string;
  readonly props: number;
  /** Props with a decision of their own, beyond taking whatever is stated. */
  readonly decided: number;
  readonly taken: number;
  readonly refused: number;
}

/** Prints how many props and value classes the promise tests draw from, for each subject and in all. */
function main(): void {
  const counts = SAMPLES_FILES.flatMap(subjectsIn).map((one): Count => {
    const rules = Object.values(one.table);
    const choices = choicesOf(one);
    return {
      name: one.name,
      props: rules.length,
      decided: rules.filter(({ flaws, fill, within }) => [flaws, fill, within].some((part) => part !== undefined))
        .length,
      taken: choices.filter(({ kind }) => kind === 'taken').length,
      refused: choices.filter(({ kind }) => kind === 'refused').length,
    };
  });
  for (const count of counts) console.log(sentence(count));
  const sum = (pick: (count: Count) => number): number => counts.reduce((all, count) => all + pick(count), 0);
  console.log(
    sentence({
      name: `all ${counts.length}`,
      props: sum(({ props }) => props),
      decided: sum(({ decided }) => decided),
      taken: sum(({ taken }) => taken),
      refused: sum(({ refused }) => refused),
    }),
  );
}

function sentence({ name, props, decided, taken, refused }: Count): string {
  return `${name}: ${props} props, ${decided} of them decided on; ${taken + refused} value classes, ${taken} taken and ${refused} refused`;
}

main();
