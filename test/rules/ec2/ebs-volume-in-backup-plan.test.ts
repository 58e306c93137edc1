import { ArnFormat, Size } from 'aws-cdk-lib';
import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { Volume } from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/ebs-volume-in-backup-plan';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'named by the ARN of an L2': (stack) => {
      const volume = new Volume(stack, 'Volume', { availabilityZone: 'eu-central-1a', size: Size.gibibytes(8) });
      const arn = stack.formatArn({
        service: 'ec2',
        resource: 'volume',
        resourceName: volume.volumeId,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      });
      const plan = BackupPlan.daily35DayRetention(stack, 'Plan');
      plan.addSelection('Selection', { resources: [BackupResource.fromArn(arn)] });
    },
    'all volumes': {
      Resources: {
        Subject: { Type: 'AWS::EC2::Volume', Properties: {} },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: { BackupPlanId: 'plan', BackupSelection: { Resources: ['arn:aws:ec2:*:*:volume/*'] } },
        },
      },
    },
  },
  noncompliant: { 'no selection': { Size: 8 } },
});
