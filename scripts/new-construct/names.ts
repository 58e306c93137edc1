import type { L2 } from './l2';

/** Under which names the files of a new construct speak of it. */
export interface Names {
  /** The folder, such as `messaging`. */
  readonly concern: string;
  /** The file, such as `secure-queue`. */
  readonly file: string;
  /** The class, such as `SecureQueue`. */
  readonly construct: string;
  /** The file of the table, such as `queue`. */
  readonly resource: string;
  /** The table, such as `QUEUE`. */
  readonly table: string;
  /** The field and the construct id, such as `queue` and `Queue`. */
  readonly field: string;
  readonly id: string;
  /** In sentences, such as `a queue`. */
  readonly noun: string;
  readonly aNoun: string;
}

/** The names that follow from the place of a construct and the class around which it is made. */
export function namesOf(place: string, { name }: Pick<L2, 'name'>): Names {
  const [concern = '', file = ''] = place.split('/');
  // the version of the CDK's class is no part of the name
  const id = name.replace(/V\d+$/, '');
  const words = id.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase());
  const noun = words.join(' ');
  return {
    concern,
    file,
    construct: file.replace(/(^|-)(\w)/g, (_, _dash: string, letter: string) => letter.toUpperCase()),
    resource: words.join('-'),
    table: words.join('_').toUpperCase(),
    field: words.map((word, index) => (index === 0 ? word : capitalized(word))).join(''),
    id,
    noun,
    aNoun: `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`,
  };
}

/** A word with a capital letter. */
export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
