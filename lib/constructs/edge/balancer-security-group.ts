import { Annotations, Fn } from 'aws-cdk-lib';
import { CfnVPCCidrBlock, Peer, Port, Vpc, type IPeer, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { refusal } from '../../hardening/refusal';
import { SecureSecurityGroup } from '../network/secure-security-group';
import type { Exposure } from './exposure';

/** Where a load balancer stands and who can reach it. */
export interface Placement {
  /** The network. */
  readonly vpc: IVpc;

  /** Who can reach the load balancer. */
  readonly exposure: Exposure;

  /** Which addresses it has. */
  readonly ipAddressType?: IpAddressType;
}

/** A port of a load balancer, and what is spoken there. */
export interface BalancerPort {
  /** The number. */
  readonly port: number;

  /** The name of the protocol. */
  readonly protocol: string;
}

/**
 * The security group of a load balancer, open on its ports to whom its exposure names.
 *
 * @throws when nobody is named, and the addresses of the VPC are not known
 */
export function balancerSecurityGroup(
  scope: Construct,
  placement: Placement,
  ports: readonly BalancerPort[],
): SecureSecurityGroup {
  const { vpc, exposure } = placement;
  const group = new SecureSecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: `Load balancer ${scope.node.path}`,
    internetPorts: exposure.isInternet ? ports.map(({ port }) => port) : [],
  });
  const from = exposure.isInternet ? 'the internet' : 'inside';
  for (const peer of exposure.isInternet ? everybody(placement) : (exposure.peers ?? inside(group, placement))) {
    for (const { port, protocol } of ports) group.addIngressRule(peer, Port.tcp(port), `${protocol} from ${from}`);
  }
  return group;
}

function everybody({ ipAddressType }: Placement): readonly IPeer[] {
  if (ipAddressType === IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4) return [Peer.anyIpv6()];
  return ipAddressType === IpAddressType.DUAL_STACK ? [Peer.anyIpv4(), Peer.anyIpv6()] : [Peer.anyIpv4()];
}

function inside(group: SecureSecurityGroup, { vpc, ipAddressType }: Placement): readonly IPeer[] {
  const range = ipv4RangeOf(vpc);
  if (range === undefined) {
    const why = 'it was imported without vpcCidrBlock, so its addresses are not known';
    const instead = 'Use Exposure.internal({ peers: [Peer.ipv4(…)] })';
    throw refusal('exposure', 'must name peers in this VPC', 'P2.3', why, instead);
  }
  const dual = ipAddressType !== undefined && ipAddressType !== IpAddressType.IPV4;
  return [Peer.ipv4(range), ...(dual ? ipv6Of(group, vpc) : [])];
}

function ipv6Of(group: SecureSecurityGroup, vpc: IVpc): readonly IPeer[] {
  const blocks = vpc.node.children.filter((child) => child instanceof CfnVPCCidrBlock);
  if (!(vpc instanceof Vpc) || blocks.length === 0) {
    const message =
      'the IPv6 addresses of the VPC are not known here, so only IPv4 was let in: name `peers` in `exposure`';
    Annotations.of(group).addWarningV2('@cloudnexus/cdk:ipv6NotLetIn', message);
    return [];
  }
  // the VPC has no IPv6 addresses before
  group.node.addDependency(...blocks);
  return [Peer.ipv6(Fn.select(0, vpc.vpcIpv6CidrBlocks))];
}

function ipv4RangeOf(vpc: IVpc): string | undefined {
  try {
    return vpc.vpcCidrBlock;
  } catch {
    // an imported VPC tells in no other way that it does not know
    return undefined;
  }
}
