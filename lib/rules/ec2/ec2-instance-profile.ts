import { any, at, because, holds, isPresent } from '../../template/read/certainty';
import { instancePath, launchTemplateOf } from '../concepts/launch-template';
import { demanded, seen } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'ec2-instance-profile',
  title: 'EC2 instance has a role',
  clause: 'P2.2.1',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::Instance'],
  rationale: 'Software on an instance without a role is given access keys, which lie on the disk and never expire.',
  remediation: 'Set `IamInstanceProfile` to a profile whose role may do only what the instance has to.',
  controls: {
    iso27001: { 'A.5.15': 'crosswalk', 'A.5.18': 'crosswalk', 'A.8.2': 'peer' },
    soc2: { 'CC6.1': 'crosswalk', 'CC6.3': 'crosswalk' },
    hipaa: {
      '164.308(a)(3)(i)': 'peer',
      '164.308(a)(4)(i)': 'crosswalk',
      '164.308(a)(4)(ii)(B)': 'peer',
      '164.308(a)(4)(ii)(C)': 'peer',
      '164.312(a)(1)': 'peer',
    },
    pci: { '7.2.1': 'peer', '7.2.2': 'peer', '7.2.5': 'peer', '7.3.1': 'peer', '7.3.2': 'peer', '7.3.3': 'peer' },
  },
  equivalents: {
    cdkNag: ['EC2InstanceProfileAttached'],
    prowler: ['ec2_instance_profile_attached'],
    guard: ['ec2_instance_profile_attached'],
  },
  *check(instance, { relations }) {
    const profile = instance.read('IamInstanceProfile');
    const inherited = holds(launchTemplateOf(instance, relations), (template) =>
      isPresent(template.read(instancePath(template, 'IamInstanceProfile'))),
    );
    const answer = any([isPresent(profile), at('LaunchTemplate', inherited)]);
    yield* demanded(because(answer, seen(profile, 'nor in a launch template')), 'an instance profile');
  },
});
