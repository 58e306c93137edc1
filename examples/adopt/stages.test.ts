import { App, Stage } from 'aws-cdk-lib';
import { ComplianceChecks, EphemeralStage, SecureDefaults } from '@cloudnexus/cdk';
import { EXAMPLES_DAY } from '../../scripts/examples-day';
import { context } from './cdk.json';
import { ShopStack } from './shop-stack';

test('production keeps the policy, development lifts what guards against loss, and nothing else is found', () => {
  const app = new App({ context: { ...context, ...EXAMPLES_DAY } });
  SecureDefaults.apply(app);
  new ShopStack(new Stage(app, 'Prod'), 'Shop');
  new ShopStack(new EphemeralStage(app, 'Dev'), 'Shop');
  const report = new ComplianceChecks(app, { strict: true }).validateScope(app);
  expect(report.success).toBe(true);
  const lifted = report.violations.filter(({ ruleMetadata }) => ruleMetadata?.['outcome'] === 'lifted');
  // the exception of the stack covers the versions of its buckets there as well
  expect(new Set(lifted.map(({ ruleName }) => ruleName))).toEqual(
    new Set(['kms-key-deletion-guard', 'loggroup-retention-min', 'stateful-retain-policy']),
  );
  const others = report.violations.filter((violation) => !lifted.includes(violation));
  expect(others.map(({ ruleName }) => ruleName)).toEqual([
    'ephemeral-stage',
    's3-bucket-versioning',
    'policy-exceptions',
  ]);
});
