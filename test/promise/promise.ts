import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Vpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import fc from 'fast-check';
import { DataCategory, DeletionStandard, Immutability } from '../../lib';
import { findings, judged } from '../judged';

/** How many random sets of props each construct is built with. */
const RUNS = Number(process.env['PROMISE_RUNS'] ?? 200);
/** A folder that takes one template of so many, for other judges: see `scripts/fuzz-constructs.ts`. */
const TEMPLATES = process.env['PROMISE_TEMPLATES'];
const ONE_OF = 10;

const policyCategory = fc.constantFrom(
  DataCategory.AUDIT_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
  DataCategory.CUSTOMER_WORKLOADS,
  DataCategory.SUPPORT_AND_BILLING_RECORDS,
);
const pii = fc
  .record({
    purpose: fc.constantFrom('Delivery', 'Age check (once)'),
    deleteAfterDays: fc.integer({ min: 1, max: 3650 }),
  })
  .map((props) => DataCategory.pii(props));
const custom = fc
  .record({
    keepForDays: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined }),
    extra: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    immutability: fc.constantFrom(Immutability.NONE, Immutability.GOVERNANCE, Immutability.COMPLIANCE),
  })
  .map(({ keepForDays, extra, immutability }) =>
    DataCategory.custom({
      name: 'own-records',
      keepForDays,
      deleteAfterDays: extra === undefined ? undefined : Math.max(1, (keepForDays ?? 0) + extra),
      immutability: keepForDays === undefined ? Immutability.NONE : immutability,
      deletionStandard: DeletionStandard.EXPIRY,
    }),
  );
/** Data of any category. */
export const category = fc.oneof(policyCategory, pii, custom);

/** Left out or one of the values that are taken, and now and then one that is refused. */
export function mostly<T>(taken: readonly T[], refused: readonly T[] = []): fc.Arbitrary<T | undefined> {
  const good = fc.constantFrom(undefined, ...taken);
  return refused.length === 0
    ? good
    : fc.oneof({ weight: 19, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...refused) });
}

/** Builds a construct with random props: it either refuses in one sentence, or every rule passes. */
export function keepsItsPromise<T>(
  props: fc.Arbitrary<T>,
  build: (stack: Stack, props: T) => void,
  env?: Environment,
): void {
  let built = 0;
  fc.assert(
    fc.property(props, (one) => {
      let results: ReturnType<typeof judged>;
      try {
        results = judged(
          (stack) => {
            build(stack, one);
          },
          env,
          (path) => {
            if (TEMPLATES !== undefined && built % ONE_OF === 0) keep(path, TEMPLATES);
          },
        );
      } catch (error) {
        expect((error as Error).message).toMatch(/^'\w+' .* \(P\d(\.\d){1,2}\): .*\.$/);
        return;
      }
      built += 1;
      expect(findings(results)).toEqual([]);
    }),
    { numRuns: RUNS, seed: 20261124 },
  );
  expect(built).toBeGreaterThan(RUNS / 4);
}

/** A network of somebody else's, which costs no time to synthesize. */
export function network(stack: Stack): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ['subnet-0123456789abcdef1', 'subnet-0123456789abcdef2'],
    publicSubnetRouteTableIds: ['rtb-0123456789abcdef1', 'rtb-0123456789abcdef2'],
    isolatedSubnetIds: ['subnet-0123456789abcdef3', 'subnet-0123456789abcdef4'],
    isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef3', 'rtb-0123456789abcdef4'],
  });
}

/** A backup plan that reaches everything: a plan is made for an app, not by a construct. */
export function backUp(stack: Stack): void {
  const plan = new BackupPlan(stack, 'Plan', { backupVault: BackupVault.fromBackupVaultName(stack, 'Vault', 'vault') });
  plan.addRule(BackupPlanRule.daily());
  plan.addSelection('All', { resources: [BackupResource.fromArn('*')] });
}

function keep(path: string, folder: string): void {
  const name = expect.getState().currentTestName?.split(' passes ')[0] ?? 'construct';
  const count = readdirSync(folder).filter((file) => file.startsWith(`${name} `)).length;
  copyFileSync(path, join(folder, `${name} ${count}.template.json`));
}
