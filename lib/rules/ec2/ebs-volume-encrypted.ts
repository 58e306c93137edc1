import { all, any, because, certain, holds, isTrue, not, type Certainty } from '../../template/read/certainty';
import type { Properties } from '../../template/read/properties';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { declaredVolumes, leftOpen, rootUnsaid } from '../concepts/declared-volumes';
import { launchTemplateOf } from '../concepts/launch-template';
import { demanded, refused, seen } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'ebs-volume-encrypted',
  title: 'EBS volume is encrypted',
  clause: 'P2.1.1',
  severity: 'error',
  resourceTypes: [
    'AWS::EC2::Volume',
    'AWS::EC2::Instance',
    'AWS::EC2::LaunchTemplate',
    'AWS::AutoScaling::LaunchConfiguration',
  ],
  rationale: 'Whoever gets hold of an unencrypted volume or of a snapshot of it reads every block.',
  remediation: 'Set `Encrypted` to true on the volume, or in `Ebs` of every block device mapping.',
  controls: {
    iso27001: { 'A.8.24': 'peer' },
    soc2: { 'C1.1': 'crosswalk', 'CC6.1': 'peer' },
    hipaa: { '164.312(a)(2)(iv)': 'peer' },
    pci: { '3.5.1': 'peer', '3.5.1.2': 'peer-near' },
  },
  equivalents: {
    awsConfig: ['encrypted-volumes'],
    securityHub: ['EC2.3'],
    cdkNag: ['EC2EBSVolumeEncrypted'],
    prowler: ['ec2_ebs_volume_encryption', 'ec2_ebs_default_encryption'],
    guard: ['encrypted_volumes'],
  },
  appliesTo: (resource, { relations }) =>
    any([certain(declaredVolumes(resource).length > 0), () => startsUnmapped(resource, relations)]),
  *check(resource, { relations }) {
    for (const volume of declaredVolumes(resource)) yield* demanded(holds(volume, isEncrypted), 'true');
    yield* refused(rootUnsaid(resource, relations), 'true');
  },
});

function isEncrypted(volume: Properties): Certainty {
  const encrypted = volume.boolean('Encrypted');
  const byDefault = 'the default of the account decides';
  const absent = leftOpen(volume, 'the snapshot decides whether its copy is encrypted', byDefault);
  return because(isTrue(encrypted, absent), seen(encrypted, byDefault));
}

/** Whether an instance leaves its volumes to the image; what a launch template of the set declares is judged there. */
function startsUnmapped(resource: Resource, relations: Relations): Certainty {
  const inherits = holds(launchTemplateOf(resource, relations), (template) => declaredVolumes(template).length > 0);
  return all([certain(resource.type === 'AWS::EC2::Instance'), not(inherits)]);
}
