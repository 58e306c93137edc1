import { Peer, Port, type IConnectable, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { IpTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';

/** Lets a load balancer out to the port of targets that are addresses: unlike others they bring no security group. */
export function allowToAddresses(
  balancer: IConnectable,
  vpc: IVpc,
  { targets = [], port }: { readonly targets?: readonly unknown[]; readonly port?: number },
): void {
  if (port === undefined || !targets.some((target) => target instanceof IpTarget)) return;
  balancer.connections.allowTo(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(port), 'To targets');
}
