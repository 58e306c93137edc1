import { Stack } from 'aws-cdk-lib';
import type { IKey, IKeyRef } from 'aws-cdk-lib/aws-kms';
import { Construct, type IConstruct } from 'constructs';
import { idOfCategory } from '../category-id';
import type { DataCategory } from '../../policy/data-category';
import { SecureKey } from './secure-key';

const ID = 'CategoryKeys';

/**
 * The keys of a stack, one for each data category, made when they are first asked for.
 *
 * Destroying the key of a category shreds all of its data in the stack (P3.1), and nothing else; a key for each bucket
 * would add its cost and shred no finer than anybody asks for.
 */
export class CategoryKeys extends Construct {
  /** The keys of the stack that a construct is in. */
  public static of(scope: IConstruct): CategoryKeys {
    const stack = Stack.of(scope);
    const known = stack.node.tryFindChild(ID);
    return known instanceof CategoryKeys ? known : new CategoryKeys(stack, ID);
  }

  private readonly keys = new Map<string, SecureKey>();

  private constructor(scope: Construct, id: string) {
    super(scope, id);
  }

  /** The key that encrypts data of a category in this stack. */
  public keyFor(category: DataCategory): SecureKey {
    let key = this.keys.get(category.name);
    if (key === undefined) {
      key = new SecureKey(this, idOfCategory(category), {
        dataCategory: category,
        description: `Encrypts ${category.name} data of ${Stack.of(this).node.path}.`,
      });
      this.keys.set(category.name, key);
    }
    return key;
  }
}

/** The key that encrypts data of a category at a scope: as it is, and as CloudWatch Logs may use it. */
export function keysOf(scope: IConstruct, category: DataCategory): { key: () => IKey; logKey: () => IKeyRef } {
  return {
    key: () => CategoryKeys.of(scope).keyFor(category).key,
    logKey: () => {
      const key = CategoryKeys.of(scope).keyFor(category);
      key.allowLogGroups();
      return key.key;
    },
  };
}
