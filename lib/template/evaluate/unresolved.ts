import type { Json } from '../model/json';
import type { ResourceDefinition } from '../model/resource-definition';

/** What a reference points at: a resource, and the attribute of it (`Ref` gives none). */
export interface Target {
  readonly definition: ResourceDefinition;
  readonly attribute?: string;
}

/** What is known of a value that only deployment knows whole. */
export interface UnresolvedProps {
  /** The value as text in which every unknown part is `${…}`: equal texts are equal values. */
  readonly text: string;
  /** The value as the template has it. */
  readonly source: Json;
  /** What the value points at, when it is a reference to one resource and nothing else. */
  readonly target?: Target;
  /** Whether something that is not empty will surely be there. */
  readonly present: boolean;
  /** Values that this one is known not to have. */
  readonly excluded?: ReadonlySet<string>;
  /** Why it is unknown, where that is not simply that deployment decides. */
  readonly reason?: string;
}

/** A value that only deployment knows whole. */
export class Unresolved {
  public readonly text: string;
  public readonly source: Json;
  public readonly target: Target | undefined;
  public readonly present: boolean;
  public readonly excluded: ReadonlySet<string> | undefined;
  private readonly reason: string | undefined;

  public constructor(props: UnresolvedProps) {
    this.text = props.text;
    this.source = props.source;
    this.target = props.target;
    this.present = props.present;
    this.excluded = props.excluded;
    this.reason = props.reason;
  }

  /** The value as the template has it, wherever a message shows what is around it. */
  public toJSON(): Json {
    return this.source;
  }

  /** Why the value is unknown, for people. */
  public get why(): string {
    return this.reason ?? `known only at deployment (${shortened(JSON.stringify(this.source))})`;
  }
}

/** A value of an intrinsic function that cannot be resolved here. */
export function unknownIntrinsic(source: Json, reason?: string): Unresolved {
  return new Unresolved({ text: `\${${JSON.stringify(source)}}`, source, present: true, reason });
}

/** A value after its intrinsic functions were resolved as far as the template allows. */
export type Resolved = string | number | boolean | null | Unresolved | readonly Resolved[] | ResolvedObject;

/** An object after its intrinsic functions were resolved. */
export interface ResolvedObject {
  readonly [key: string]: Resolved;
}

/** Objects to which a macro or an include may add keys at deployment. */
const openObjects = new WeakSet();

/** Marks an object as one to which deployment may add keys. */
export function markOpen<T extends object>(object: T): T {
  openObjects.add(object);
  return object;
}

/** Whether deployment may add keys to an object. */
export function isOpen(object: object): boolean {
  return openObjects.has(object);
}

/** An expression as people read it: without the number of its template, and not longer than a line. */
export function readable(text: string): string {
  return shortened(
    text.replace(/\$\{\d+ /g, '${').replace(/^\$(\{\{.*\}\})$/, (_, source: string) => source.slice(1, -1)),
  );
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
