import type { Properties } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import {
  all,
  any,
  anyOf,
  certain,
  holds,
  isOneOf,
  isPresent,
  maybe,
  no,
  not,
  yes,
  type Certainty,
} from '../../template/read/certainty';
import { launchTemplateOf } from './launch-template';

const VOLUME = 'AWS::EC2::Volume';

/** What images call their root disk. */
const ROOT_NAMES = ['/dev/xvda', '/dev/sda1'];

/** The EBS volumes that a resource declares: itself, or the block device mappings that make one. */
export function declaredVolumes(resource: Resource): readonly Reading<Properties>[] {
  if (resource.type === VOLUME) return [{ kind: 'value', value: resource, path: '' }];
  return resource.items(mappingsPath(resource)).flatMap((mapping) => {
    const names = new Set(mapping.names);
    // elsewhere than in a launch configuration it is a text that is empty
    const empty = certain(resource.type !== 'AWS::AutoScaling::LaunchConfiguration');
    const suppressed = names.has('NoDevice') ? holds(mapping.boolean('NoDevice'), (value) => value, empty) : no;
    // where only deployment knows whether the device is suppressed, its volume is judged
    if (suppressed.kind === 'yes' || names.has('VirtualName')) return [];
    const ebs = mapping.object('Ebs');
    return ebs.kind === 'absent' ? [] : [ebs];
  });
}

/** Where a resource lists its block device mappings. */
export function mappingsPath(resource: Resource): string {
  const template = resource.type === 'AWS::EC2::LaunchTemplate';
  return template ? 'LaunchTemplateData.BlockDeviceMappings' : 'BlockDeviceMappings';
}

/** A maybe where no mapping of an instance is for its root disk, which the image then decides on. */
export function rootUnsaid(resource: Resource, relations: Relations): Certainty {
  const why = 'the image and the default of the account decide on the root disk, which no mapping is for';
  const said = any([
    saysRoot(resource),
    () => holds(launchTemplateOf(resource, relations), (template) => saysRoot(template)),
  ]);
  return all([not(said), maybe(why, mappingsPath(resource))]);
}

function saysRoot(resource: Resource): Certainty {
  if (resource.type === VOLUME) return yes;
  return anyOf(resource.items(mappingsPath(resource)), (mapping) => isOneOf(mapping.text('DeviceName'), ROOT_NAMES));
}

/** What holds of a volume that leaves something open: a copy of a snapshot takes it from there, others by default. */
export function leftOpen(volume: Properties, why: string, byDefault: string): Certainty {
  const { kind } = isPresent(volume.read('SnapshotId'));
  // whether there is a snapshot or only may be one, the answer is about what is left open
  return kind === 'no' ? { ...no, reason: `nothing (${byDefault})` } : maybe(why);
}
