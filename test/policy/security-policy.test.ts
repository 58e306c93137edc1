import { App, Stack } from 'aws-cdk-lib';
import { DataCategory } from '../../lib/policy/data-category';
import { SecurityPolicy } from '../../lib/policy/security-policy';

describe('SecurityPolicy', () => {
  test('has the numbers of the policy', () => {
    const { keyRotationDays, keyDeletionWindowDays, minimumTlsVersion, auditLogDays, infrastructureLogDays } =
      SecurityPolicy.CLOUDNEXUS;
    expect([keyRotationDays, keyDeletionWindowDays, minimumTlsVersion]).toEqual([90, 30, 1.3]);
    expect([auditLogDays, infrastructureLogDays]).toEqual([365, 90]);
  });

  test('keeps longer where an organisation says so, and deletion moves along', () => {
    const policy = new SecurityPolicy({ keepForDays: { 'audit-logs': 730 } });
    const audit = policy.category(DataCategory.AUDIT_LOGS);
    expect([policy.auditLogDays, audit.keepForDays, audit.deleteAfterDays]).toEqual([730, 730, 731]);
  });

  test('takes the period of the policy itself', () => {
    expect(new SecurityPolicy({ keepForDays: { 'audit-logs': 365 } }).auditLogDays).toBe(365);
  });

  test.each([364, 365.5])('fails when audit logs are kept for %d days', (days) => {
    expect(() => new SecurityPolicy({ keepForDays: { 'audit-logs': days } })).toThrow(
      `'keepForDays' for audit-logs must be a whole number of at least 365 days (P2.2.3), got ${days}`,
    );
  });

  test.each(['customer-workloads', 'unheard-of'])('fails when %s is given a period', (name) => {
    expect(() => new SecurityPolicy({ keepForDays: { [name]: 900 } })).toThrow(
      `'keepForDays' may name audit-logs, infrastructure-logs, infrastructure-logs-compliance, support-and-billing-records, got "${name}"`,
    );
  });

  test('fails when no Region is left', () => {
    expect(() => new SecurityPolicy({ residencyRegions: [] })).toThrow(`'residencyRegions' must name at least one`);
  });

  test('the nearest policy is in force', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    expect(SecurityPolicy.of(stack)).toBe(SecurityPolicy.CLOUDNEXUS);
    const policy = new SecurityPolicy({ keepForDays: { 'audit-logs': 730 }, residencyRegions: ['eu-west-1'] });
    policy.applyTo(app);
    expect(SecurityPolicy.of(stack)).toBe(policy);
  });

  test('fails when an inner scope is looser', () => {
    const app = new App();
    new SecurityPolicy({ keepForDays: { 'audit-logs': 730 }, residencyRegions: ['eu-west-1'] }).applyTo(app);
    const stack = new Stack(app, 'Stack');
    expect(() => {
      new SecurityPolicy({ residencyRegions: ['eu-west-1'] }).applyTo(stack);
    }).toThrow(`'keepForDays' for audit-logs must be a whole number of at least 730 days (P2.2.3), got 365`);
    expect(() => {
      new SecurityPolicy({ keepForDays: { 'audit-logs': 730 }, residencyRegions: ['us-east-1'] }).applyTo(stack);
    }).toThrow(`'residencyRegions' may not reach beyond eu-west-1 (P4.3), got us-east-1`);
  });
});
