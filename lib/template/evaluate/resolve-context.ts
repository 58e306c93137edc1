import type { Json } from '../model/json';
import type { Declarations, DeclarationSet, ParentStack } from '../model/resource-definition';
import type { Scenario } from './scenario';
import type { Resolved } from './unresolved';

/** Where and under which assumptions a value is resolved, and by what the values inside it are. */
export interface ResolveContext {
  /** The template in whose terms the value is written. */
  readonly template: Declarations;
  /** The templates between which references are followed. */
  readonly set: DeclarationSet;
  readonly scenario: Scenario;
  /** Whether the value stands in a condition: a parameter then needs no value, only what it is compared with. */
  readonly inCondition: boolean;
  /** How many references were followed to get here. */
  readonly depth: number;
  /** The nested stack whose outputs are followed. @default - any that deploys the template */
  readonly parent?: ParentStack;
  /** Resolves a value inside the one at hand. */
  readonly resolve: Resolve;
}

/** Resolves a value; undefined stands for `AWS::NoValue`. */
export type Resolve = (value: Json, context: ResolveContext) => Resolved | undefined;
