import { CfnSnapshotBlockPublicAccess } from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/ebs-snapshot-public-blocked';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'all sharing blocked': (stack) => new CfnSnapshotBlockPublicAccess(stack, 'Block', { state: 'block-all-sharing' }),
  },
  noncompliant: {
    'new sharing blocked only': { State: 'block-new-sharing' },
    'no state': {},
  },
  undetermined: {
    'a parameter': {
      Parameters: { State: { Type: 'String' } },
      Resources: { Block: { Type: 'AWS::EC2::SnapshotBlockPublicAccess', Properties: { State: { Ref: 'State' } } } },
    },
  },
});
