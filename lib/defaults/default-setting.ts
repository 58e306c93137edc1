import type { IConstruct } from 'constructs';
import { Limits } from '../hardening/limits';
import type { DataCategory } from '../policy/data-category';

/** What the defaults of an app were asked for. */
export interface DefaultsOptions {
  /** The data that a resource holds unless it says otherwise. */
  readonly category: DataCategory;
  /** Whether the app is deployed already: what would replace a resource with data is then left alone. */
  readonly deployed: boolean;
}

/** The place at which a construct is made, and what applies there. */
export interface DefaultsContext extends DefaultsOptions {
  readonly scope: IConstruct;
  readonly id: string;
  readonly limits: Limits;
  /** Says at the scope what was left alone, and why. */
  readonly leaveAlone: (what: string, why: string) => void;
}

/** The secure defaults of one class of constructs. */
export interface DefaultSetting {
  /** The id by which the CDK knows the class, such as `aws-cdk-lib.aws-s3.Bucket`. */
  readonly classId: string;
  readonly apply: (props: unknown, context: DefaultsContext) => unknown;
}

/** Joins a class of the CDK and the function that hardens its props; the CDK hands over whatever was passed. */
export function setting<P extends object>(
  { PROPERTY_INJECTION_ID }: { readonly PROPERTY_INJECTION_ID: string },
  apply: (props: P, context: DefaultsContext) => P,
): DefaultSetting {
  return { classId: PROPERTY_INJECTION_ID, apply: (props, context) => apply((props ?? {}) as P, context) };
}
