import { isObject } from '../model/json';
import type { Properties, Reference } from './properties';
import type { Reading } from './reading';

/** A statement of an IAM policy document, its one-or-many elements made lists. */
export class Statement {
  public constructor(private readonly properties: Properties) {}

  /** Where the statement stands, such as `PolicyDocument.Statement[0]`. */
  public get path(): string {
    return this.properties.path;
  }

  /** `Allow` or `Deny`. */
  public get effect(): Reading<string> {
    return this.properties.text('Effect');
  }

  /** Each of `Action`. */
  public get actions(): readonly Reading<string>[] {
    return this.properties.items('Action').map((item) => item.text(''));
  }

  /** Whether the statement says `NotAction`, `NotPrincipal` or `NotResource`: everything but what is listed. */
  public inverts(element: 'Action' | 'Principal' | 'Resource'): boolean {
    return this.properties.read(`Not${element}`).kind === 'value';
  }

  /** Each of `Resource`. */
  public get resources(): readonly Reading<Reference>[] {
    return this.properties.items('Resource').map((item) => item.reference(''));
  }

  /** Each principal with its kind: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for everybody. */
  public get principals(): readonly { readonly kind: string; readonly reading: Reading<Reference> }[] {
    const principal = this.properties.read('Principal');
    if (principal.kind === 'value' && isObject(principal.value)) {
      const principals = this.properties.entry('Principal');
      return principals.names.flatMap((kind) =>
        principals
          .entry(kind)
          .items('')
          .map((item) => ({ kind, reading: item.reference('') })),
      );
    }
    if (principal.kind === 'absent') return [];
    const reading = this.properties.reference('Principal');
    return [{ kind: reading.kind === 'value' && reading.value.text === '*' ? '*' : 'AWS', reading }];
  }

  /** Each condition: its operator, its key in lower case, and the values that it is compared with. */
  public get conditions(): readonly PolicyCondition[] {
    const block = this.properties.object('Condition');
    if (block.kind !== 'value') return [];
    return block.value.names.flatMap((operator) => {
      const keys = block.value.entry(operator).object('');
      if (keys.kind !== 'value') return [];
      return keys.value.names.map((key) => ({
        operator,
        key: key.toLowerCase(),
        values: keys.value
          .entry(key)
          .items('')
          .map((item) => item.text('')),
      }));
    });
  }

  /** Whether part of the statement is unknown in a way that hides its conditions. */
  public get conditionsUnknown(): boolean {
    const block = this.properties.object('Condition');
    if (block.kind !== 'value') return block.kind === 'unknown';
    return block.value.names.some((operator) => block.value.entry(operator).read('').kind === 'unknown');
  }
}

/** One condition of a statement. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Reading<string>[];
}

/** Documents are asked for their statements by many rules; one that is resolved stays what it is. */
const KNOWN = new WeakMap<object, readonly Statement[]>();

/** The statements of the policy document at a path. */
export function statementsOf(resource: Properties, path: string): readonly Statement[] {
  const document = resource.read(path);
  if (document.kind !== 'value' || !isObject(document.value)) return [];
  let statements = KNOWN.get(document.value);
  if (statements === undefined) {
    statements = resource.items(`${path}.Statement`).map((item) => new Statement(item));
    KNOWN.set(document.value, statements);
  }
  return statements;
}
