import { holds, type Certainty } from '../../template/read/certainty';
import type { Properties } from '../../template/read/properties';
import { isCustomerKey } from '../concepts/customer-key';
import { declaredVolumes, leftOpen, rootUnsaid } from '../concepts/declared-volumes';
import { demanded, refused } from '../expect';
import { defineRule } from '../rule';

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
  *check(resource, { relations }) {
    for (const volume of declaredVolumes(resource)) yield* demanded(holds(volume, hasOwnKey), 'a customer-managed key');
    yield* refused(rootUnsaid(resource, relations), 'a customer-managed key');
  },
});

function hasOwnKey(volume: Properties): Certainty {
  const absent = leftOpen(
    volume,
    'a copy of a snapshot takes the key of the snapshot',
    'the default key of the account',
  );
  return isCustomerKey(volume.reference('KmsKeyId'), absent);
}
