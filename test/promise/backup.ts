import type { Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';

/** A backup plan that reaches everything: a plan is made for an app, not by a construct. */
export function backUp(stack: Stack): void {
  const plan = new BackupPlan(stack, 'Plan', { backupVault: BackupVault.fromBackupVaultName(stack, 'Vault', 'vault') });
  plan.addRule(BackupPlanRule.daily());
  plan.addSelection('All', { resources: [BackupResource.fromArn('*')] });
}
