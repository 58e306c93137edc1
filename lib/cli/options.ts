import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ALL_FRAMEWORKS } from '../compliance/selection';
import type { Framework } from '../frameworks/framework';
import { UsageError } from './usage-error';

/** The options of a command and what else stands on its line. */
export type Parsed<T extends ParseArgsConfig> = ReturnType<typeof parseArgs<T>>;

/**
 * Parses the words after a command.
 *
 * @throws UsageError in one sentence
 */
export function parseOptions<T extends ParseArgsConfig>(config: T): Parsed<T> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node throws it from its own realm, where `instanceof Error` may not hold
    const { message } = error as { message: string };
    const [sentence = message] = message.split(/\. |\n/);
    throw new UsageError(sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, ''));
  }
}

/** The frameworks that `--framework pci,iso27001` names; all when it is left out. */
export function frameworksIn(values: readonly string[] | undefined): readonly Framework[] {
  if (values === undefined) return ALL_FRAMEWORKS;
  const names = values.flatMap((value) => value.split(',')).map((name) => name.trim());
  const chosen = names.map((name) => {
    const framework = ALL_FRAMEWORKS.find((one: string) => one === name);
    if (framework !== undefined) return framework;
    throw unknownWord('framework', ALL_FRAMEWORKS, name);
  });
  return ALL_FRAMEWORKS.filter((framework) => chosen.includes(framework));
}

/** The one of several words that an option was given. */
export function oneOf<T extends string>(option: string, words: readonly T[], value: string): T {
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  throw unknownWord(option, words, value);
}

/** What to say of a word that an option does not take. */
export function unknownWord(option: string, words: readonly string[], value: string): UsageError {
  return new UsageError(`'--${option}' takes ${words.join(', ')}, got ${JSON.stringify(value)}`);
}
