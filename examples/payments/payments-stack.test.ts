import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ComplianceChecks } from '@cloudnexus/cdk';
import { context } from './cdk.json';
import { PaymentsStack } from './payments-stack';

test('nothing is found, and the template stays as it is', () => {
  const app = new App({ context });
  const stack = new PaymentsStack(app, 'Payments', { env: { region: 'eu-central-1' } });
  expect(new ComplianceChecks(app, { strict: true }).validateScope(app)).toMatchObject({
    success: true,
    violations: [],
  });
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});
