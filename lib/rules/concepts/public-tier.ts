import { any, type Certainty } from '../../template/read/certainty';
import type { Resource } from '../../template/read/resource';
import { hasTag } from './tagged';

/** Whether a subnet says that it is there for what faces the internet. */
export function isPublicSubnet(subnet: Resource): Certainty {
  return any([hasTag(subnet, 'aws-cdk:subnet-type', 'Public'), () => hasTag(subnet, 'network-tier', 'public')]);
}
