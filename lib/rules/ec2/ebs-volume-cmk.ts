import type { Properties } from '../../template/read/properties';
import { expected, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import { declaredVolumes, restoresSnapshot } from '../concepts/declared-volumes';

const MANAGED_BY_AWS = /(^|:)alias\/aws\/ebs$/;

export default defineRule({
  id: 'ebs-volume-cmk',
  title: 'EBS volume is encrypted with a customer-managed key',
  clause: 'P2.1.2',
  severity: 'error',
  resourceTypes: ['AWS::EC2::Volume', 'AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'],
  rationale: 'The key that AWS manages rotates once a year, and nobody can restrict, disable or destroy it.',
  remediation: 'Use `SecureKey`, and name it in `KmsKeyId` of the volume or of `Ebs` in the block device mapping.',
  controls: {
    iso27001: { 'A.8.24': 'peer' },
    soc2: { 'C1.1': 'crosswalk', 'CC6.1': 'peer' },
    hipaa: { '164.312(a)(2)(iv)': 'peer' },
    pci: { '3.5.1': 'peer', '3.5.1.3': 'peer-near', '3.6.1': 'judgement', '3.6.1.2': 'judgement' },
  },
  equivalents: { prowler: ['ec2_ebs_volume_encryption'] },
  appliesTo: (resource) => declaredVolumes(resource).length > 0,
  *check(resource) {
    for (const volume of declaredVolumes(resource)) {
      if (volume.kind === 'unknown') yield undetermined(volume);
      if (volume.kind === 'value') yield* ownKey(volume.value);
    }
  },
});

function* ownKey(volume: Properties): Generator<Problem> {
  const key = volume.reference('KmsKeyId');
  if (key.kind === 'absent' && restoresSnapshot(volume)) {
    yield undetermined({ path: key.path, why: 'a copy of a snapshot takes the key of the snapshot' });
    return;
  }
  yield* expected(key, 'a customer-managed key', ({ text }) => !MANAGED_BY_AWS.test(text), {
    byDefault: 'the default key of the account',
  });
}
