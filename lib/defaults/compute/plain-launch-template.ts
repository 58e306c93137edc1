import type { LaunchTemplateProps } from 'aws-cdk-lib/aws-ec2';
import { allowLaunches } from '../../constructs/compute/allow-launches';
import { BLOCK_DEVICES } from '../../hardening/compute/ebs-device';
import { LAUNCH_TEMPLATE } from '../../hardening/compute/launch-template';
import { plainClass } from '../../hardening/plain-class';

/** A plain launch template: what launches its instances may use the keys of its devices. */
export default plainClass<LaunchTemplateProps>({
  classId: 'aws-cdk-lib.aws-ec2.LaunchTemplate',
  table: LAUNCH_TEMPLATE,
  complete: (template, at) => {
    const { blockDevices = [] } = at.props;
    allowLaunches(template, BLOCK_DEVICES.within?.(blockDevices, at));
  },
});
