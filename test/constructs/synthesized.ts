import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { PolicyException } from '../../lib';

/** A certificate of somebody else's. */
export const certificate = ListenerCertificate.fromArn('arn:aws:acm:eu-central-1:111122223333:certificate/one');

/** A stack of a Region, on the day on which the exceptions of the tests hold. */
export function newStack(): Stack {
  const app = new App({ context: { '@cloudnexus/cdk:today': '2026-11-24' } });
  return new Stack(app, 'Stack', { env: { region: 'eu-central-1' } });
}

/** The template of a stack that a function builds. */
export function synthesized(build: (stack: Stack) => unknown): Template {
  const stack = newStack();
  build(stack);
  return Template.fromStack(stack);
}

/** The sentence with which a construct refuses to be built. */
export function refusalOf(build: (stack: Stack) => unknown): string {
  try {
    build(newStack());
  } catch (error) {
    return (error as Error).message;
  }
  return 'not refused';
}

/** An exception from a rule that holds on the day of the tests. */
export function exceptionFrom(rule: string): PolicyException {
  return { rule, reason: 'A test.', approvedBy: 'security@example.com', expires: '2027-01-31' };
}
