import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ComplianceChecks, SecureDefaults } from '@cloudnexus/cdk';
import { EXAMPLES_DAY } from '../../scripts/examples-day';
import { context } from './cdk.json';
import { ShopStack } from './shop-stack';

test('nothing is found but what is on record, and the template stays as it is', () => {
  const app = new App({ context: { ...context, ...EXAMPLES_DAY } });
  SecureDefaults.apply(app);
  const stack = new ShopStack(app, 'Shop');
  const report = new ComplianceChecks(app, { strict: true }).validateScope(app);
  expect(report.success).toBe(true);
  expect(report.violations.map(({ ruleName, description }) => `${ruleName} ${description}`)).toEqual([
    expect.stringMatching(/^s3-bucket-versioning .*: excepted: /),
    // the test's own clock
    expect.stringMatching(/^policy-exceptions .* 2026-11-28, which context @cloudnexus\/cdk:today set by hand$/),
  ]);
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});
