import type { World } from '../world';
import { instancesParty, partyAt, type Party } from './party';

/** Whoever in an assembly opens connections and wears security groups. */
export function clientsOf(world: World): Party[] {
  const services = world.all('AWS::ECS::Service').flatMap((service) => {
    const network = service.object('NetworkConfiguration.AwsvpcConfiguration');
    if (network.kind !== 'value') return [];
    const lists = [{ place: network.value, property: 'SecurityGroups' }];
    return [partyAt(world, service, lists, { place: network.value, property: 'Subnets' })];
  });
  const functions = world.all('AWS::Lambda::Function').flatMap((lambda) => {
    const network = lambda.object('VpcConfig');
    if (network.kind !== 'value') return [];
    const lists = [{ place: network.value, property: 'SecurityGroupIds' }];
    return [partyAt(world, lambda, lists, { place: network.value, property: 'SubnetIds' })];
  });
  const scaling = world
    .all('AWS::AutoScaling::AutoScalingGroup')
    .map((group) => instancesParty(world, group, 'VPCZoneIdentifier'));
  const instances = world.all('AWS::EC2::Instance').map((one) => instancesParty(world, one, 'SubnetId'));
  return [...services, ...functions, ...scaling, ...instances];
}
