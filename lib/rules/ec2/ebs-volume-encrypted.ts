import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { launchTemplateOf } from '../concepts/launch-template';
import { expectTrue, undetermined } from '../expect';
import { defineRule } from '../rule';
import { declaredVolumes, mappingsPath, restoresSnapshot } from '../concepts/declared-volumes';

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
    declaredVolumes(resource).length > 0 ||
    (resource.type === 'AWS::EC2::Instance' && !inheritsVolumes(resource, relations)),
  *check(resource) {
    const volumes = declaredVolumes(resource);
    if (volumes.length === 0) {
      const why = 'the image and the default of the account decide on volumes without a mapping';
      yield undetermined({ path: mappingsPath(resource), why });
    }
    for (const volume of volumes) {
      if (volume.kind === 'unknown') yield undetermined(volume);
      if (volume.kind !== 'value') continue;
      const encrypted = volume.value.boolean('Encrypted');
      if (encrypted.kind === 'absent' && restoresSnapshot(volume.value)) {
        yield undetermined({ path: encrypted.path, why: 'the snapshot decides whether its copy is encrypted' });
      } else {
        yield* expectTrue(encrypted, 'the default of the account decides');
      }
    }
  },
});

/** What a launch template of the set declares is judged there. */
function inheritsVolumes(instance: Resource, relations: Relations): boolean {
  const named = launchTemplateOf(instance, relations);
  return named.kind === 'here' && declaredVolumes(named.template).length > 0;
}
