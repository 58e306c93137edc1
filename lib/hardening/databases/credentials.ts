import { Stack, type SecretValue } from 'aws-cdk-lib';

/** What of credentials says where the password comes from. */
export interface StatedCredentials {
  readonly password?: SecretValue;
}

/** A reference that CloudFormation replaces by the secret when it deploys, so that no template holds it. */
const KEPT_SECRET = /\{\{resolve:(secretsmanager|ssm-secure):/;

/**
 * What is wrong with credentials: a password that stands in the template, or that a parameter passes in.
 *
 * The CDK wraps every secret alike, so that only what it becomes in a template tells them apart.
 */
export function flawOfCredentials(credentials: StatedCredentials | undefined): string | undefined {
  const password = credentials?.password;
  if (password === undefined) return undefined;
  const text = JSON.stringify(new Stack().resolve(password.unsafeUnwrap()));
  if (KEPT_SECRET.test(text)) return undefined;
  return text.startsWith('"') ? 'may not hold a password in plain text' : 'may not hold a password that is passed in';
}
