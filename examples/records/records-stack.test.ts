import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ComplianceChecks } from '@cloudnexus/cdk';
import { RecordsStack } from './records-stack';

test('nothing is found, and the template stays as it is', () => {
  const app = new App();
  const stack = new RecordsStack(app, 'Records');
  expect(new ComplianceChecks(app, { strict: true }).validateScope(app)).toMatchObject({
    success: true,
    violations: [],
  });
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});
