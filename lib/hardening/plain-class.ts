import type { IConstruct } from 'constructs';
import type { DataCategory } from '../policy/data-category';
import { fillBlanks, flawsOf, type PropFlaw } from './harden';
import type { KeyedAt, Table } from './prop-rule';

/** Where a plain construct is made below `SecureDefaults`, before its props are known. */
export interface PlainContext extends Omit<KeyedAt<unknown>, 'props' | 'mode' | 'key' | 'logKey'> {
  /** The id that the construct gets in its scope. */
  readonly id: string;
  /** The keys of a category at the scope. */
  readonly keys: (category: DataCategory) => Pick<KeyedAt<unknown>, 'key' | 'logKey'>;
}

/** A plain construct whose blanks are filled. */
export interface Filled {
  readonly props: object;
  /** What was stated and is weaker than the policy: it stays, and the judges report it. */
  readonly flaws: readonly PropFlaw[];
  /** What can only be done once it is known how the construct is used; runs before the synthesis. */
  readonly complete?: (construct: IConstruct) => void;
}

/** A class of the CDK whose blanks are filled below `SecureDefaults`. */
export interface PlainClass {
  readonly fill: (props: object, context: PlainContext) => Filled;
}

/** How the blanks of a class of the CDK are filled. */
export interface PlainClassProps<P extends object> {
  /** The id by which the CDK knows the class, such as `aws-cdk-lib.aws-s3.Bucket`. */
  readonly classId: string;
  readonly table: Table<P>;
  /** The data that such a construct holds, where it tells; that of the defaults otherwise. */
  readonly categoryOf?: (props: P) => DataCategory;
  readonly complete?: (construct: IConstruct, at: KeyedAt<P>) => void;
}

/** Makes a class of the CDK known to `SecureDefaults`; the CDK hands over whatever was passed to a constructor. */
export function plainClass<P extends object>({ table, categoryOf, complete }: PlainClassProps<P>): PlainClass {
  return {
    fill: (given, context) => {
      const props = given as P;
      const category = context.limits.category(categoryOf?.(props) ?? context.category);
      const at: KeyedAt<P> = { ...context, ...context.keys(category), category, props, mode: 'fill' };
      return {
        props: fillBlanks(table, at),
        flaws: flawsOf(table, at).filter((flaw) => !at.limits.excepts(flaw)),
        complete:
          complete &&
          ((construct) => {
            complete(construct, at);
          }),
      };
    },
  };
}
