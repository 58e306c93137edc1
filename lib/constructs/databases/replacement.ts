import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Warns of props that cannot be changed later without an empty database in place of the running one. */
export function warnOfReplacement(construct: IConstruct, props: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined) continue;
    const message = `'${name}' can never change: CloudFormation replaces a running database by an empty one. Leave it out, or restore a snapshot when it must change.`;
    Annotations.of(construct).addWarningV2(`@cloudnexus/cdk:replacesDatabase:${name}`, message);
  }
}
