import type { Properties } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';

/** The EBS volumes that a resource declares: itself, or the block device mappings that make one. */
export function declaredVolumes(resource: Resource): readonly Reading<Properties>[] {
  if (resource.type === 'AWS::EC2::Volume') return [{ kind: 'value', value: resource, path: '' }];
  return resource.items(mappingsPath(resource)).flatMap((mapping) => {
    const names = new Set(mapping.names);
    const suppressed = names.has('NoDevice') && isNot(mapping.boolean('NoDevice'), false);
    if (suppressed || names.has('VirtualName')) return [];
    const ebs = mapping.object('Ebs');
    return ebs.kind === 'absent' ? [] : [ebs];
  });
}

/** Where a resource lists its block device mappings. */
export function mappingsPath(resource: Resource): string {
  const template = resource.type === 'AWS::EC2::LaunchTemplate';
  return template ? 'LaunchTemplateData.BlockDeviceMappings' : 'BlockDeviceMappings';
}

/** Whether a volume is a copy of a snapshot, which decides what the volume leaves open. */
export function restoresSnapshot(volume: Properties): boolean {
  return volume.read('SnapshotId').kind !== 'absent';
}

function isNot<T>(reading: Reading<T>, value: T): boolean {
  return reading.kind !== 'value' || reading.value !== value;
}
