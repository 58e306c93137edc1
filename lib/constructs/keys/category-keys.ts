import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import type { IKey, IKeyRef } from 'aws-cdk-lib/aws-kms';
import { Construct, type IConstruct } from 'constructs';
import { Limits } from '../../hardening/limits';
import type { DataCategory } from '../../policy/data-category';
import { SecurityPolicy } from '../../policy/security-policy';
import { idOfCategory } from '../category-id';
import { KeyUse } from './key-use';
import { SecureKey } from './secure-key';

const ID = 'CategoryKeys';

/**
 * The keys of a stack, one for each data category, made when they are first asked for.
 *
 * Destroying the key of a category shreds all of its data in the stack (P3.1), and nothing else; a key for each bucket
 * would add its cost and shred no finer than anybody asks for. Categories that state their own terms (personal data,
 * backup copies and custom ones) share a key when they state the same: data that goes on another day, or serves another
 * purpose, is shredded apart.
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

  /**
   * The key that encrypts data of a category in this stack.
   *
   * Where a stack holds a category with several terms, the first that it asks for has the plain id that deployed stacks
   * know, such as `Pii`, and each other one an id that tells its terms. Ask for the deployed one first, at the top of
   * the stack, so that it keeps its key wherever its data stands. Below an `EphemeralStage` one key serves all categories.
   */
  public keyFor(dataCategory: DataCategory): SecureKey {
    const category = Limits.at(this).category(dataCategory);
    const identity = this.identityOf(category);
    const known = this.keys.get(identity);
    if (known !== undefined) return known;
    const plain = idOfCategory(category);
    const isFirst = this.node.tryFindChild(plain) === undefined;
    const key = new SecureKey(this, isFirst ? plain : `${plain}${suffixOf(category, identity)}`, {
      dataCategory: category,
      description: `Encrypts ${category.name} data of ${Stack.of(this).node.path}.`,
    });
    this.keys.set(identity, key);
    return key;
  }

  /** The name of a category, and its terms unless the policy states them. */
  private identityOf(category: DataCategory): string {
    const { name, keepForDays, deleteAfterDays, archiveAfterDays, immutability, deletionStandard, purpose } = category;
    if (SecurityPolicy.of(this).categoryNamed(name) !== undefined) return name;
    const terms = { keepForDays, deleteAfterDays, archiveAfterDays, immutability, deletionStandard, purpose };
    return `${name} ${JSON.stringify(terms)}`;
  }
}

/** Terms as part of an id: the day by which the data is gone, and a digest of them all. */
function suffixOf({ deleteAfterDays }: DataCategory, identity: string): string {
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 8).toUpperCase();
  return `${deleteAfterDays === undefined ? 'Kept' : `${deleteAfterDays}Days`}${digest}`;
}

/** The key that encrypts data of a category at a scope: as it is, and as CloudWatch Logs may use it. */
export function keysOf(scope: IConstruct, category: DataCategory): { key: () => IKey; logKey: () => IKeyRef } {
  return {
    key: () => CategoryKeys.of(scope).keyFor(category).key,
    logKey: () => {
      const key = CategoryKeys.of(scope).keyFor(category);
      key.allow(KeyUse.LOG_GROUPS);
      return key.key;
    },
  };
}
