import type { Resource } from '../../template/read/resource';

/** Whether a subnet says that it is there for what faces the internet. */
export function isPublicSubnet(subnet: Resource): boolean {
  return subnet.tags.get('aws-cdk:subnet-type') === 'Public' || subnet.tags.get('network-tier') === 'public';
}
