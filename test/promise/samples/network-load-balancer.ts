import { Duration, type Stack } from 'aws-cdk-lib';
import {
  AlpnPolicy,
  ClientRoutingPolicy,
  IpAddressType,
  NetworkListener,
  NetworkListenerAction,
  NetworkLoadBalancer,
  NetworkTargetGroup,
  Protocol,
  TargetType,
  type AddNetworkTargetsProps,
  type INetworkLoadBalancer,
  type NetworkListenerProps,
  type NetworkLoadBalancerProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AlbArnTarget, IpTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { Exposure, SecureNetworkLoadBalancer, TlsPolicy } from '../../../lib';
import { facing } from '../../../lib/hardening/edge/load-balancer';
import { NETWORK_LISTENER } from '../../../lib/hardening/edge/network-listener';
import { NETWORK_LOAD_BALANCER } from '../../../lib/hardening/edge/network-load-balancer';
import { NETWORK_TARGETS } from '../../../lib/hardening/edge/targets';
import { made, subject, value } from '../subject';
import { balancing } from './load-balancer';
import { certificate, network, someGroup } from './network';

const targets = [new IpTarget('10.0.0.10')];

/** Inside, and on the internet. */
export const balancers = [false, true].map((isInternet) =>
  subject<NetworkLoadBalancerProps>({
    name: `SecureNetworkLoadBalancer ${isInternet ? 'on the internet' : 'inside'}`,
    table: { ...NETWORK_LOAD_BALANCER, internetFacing: facing(isInternet) },
    required: (elsewhere) => ({ vpc: network(elsewhere) }),
    ours: (stack, props) => {
      const exposure = isInternet ? Exposure.internet() : Exposure.internal();
      for (const tlsPolicy of isInternet ? [TlsPolicy.STANDARD] : Object.values(TlsPolicy)) {
        const id = `Balancer${tlsPolicy}`;
        const one = new SecureNetworkLoadBalancer(stack, id, { ...props, certificate, tlsPolicy, exposure });
        one.addTargets('Targets', { port: 8883, targets });
      }
    },
    plain: (stack, props) => {
      new NetworkLoadBalancer(stack, 'Balancer', { ...props, internetFacing: isInternet });
    },
    samples: {
      ...balancing,
      denyAllIgwTraffic: {
        taken: [value(!isInternet, { ipAddressType: IpAddressType.DUAL_STACK })],
        refused: [value(isInternet, { ipAddressType: IpAddressType.DUAL_STACK })],
      },
      crossZoneEnabled: { taken: [value(true), value(false)] },
      minimumCapacityUnit: { taken: [value(6000)] },
      securityGroups: { taken: [made((stack) => [someGroup(stack)])], refused: [value([])] },
      ipAddressType: { taken: [value(IpAddressType.IPV4), value(IpAddressType.DUAL_STACK)] },
      clientRoutingPolicy: { taken: Object.values(ClientRoutingPolicy).map((policy) => value(policy)) },
      zonalShift: { taken: [value(true), value(false)] },
      enablePrefixForIpv6SourceNat: { taken: [value(true, { ipAddressType: IpAddressType.DUAL_STACK }), value(false)] },
      subnetMappings: {
        taken: [
          made((stack) =>
            network(stack)[isInternet ? 'publicSubnets' : 'privateSubnets'].map((subnet) => ({ subnet })),
          ),
        ],
      },
    },
    runs: 40,
  }),
);

export const connections = subject<AddNetworkTargetsProps>({
  name: 'Targets of SecureNetworkLoadBalancer',
  table: NETWORK_TARGETS,
  required: () => ({ port: 8883, targets }),
  ours: (stack, props) => {
    const exposure = Exposure.internal();
    const one = new SecureNetworkLoadBalancer(stack, 'Balancer', { vpc: network(stack), certificate, exposure });
    one.addTargets('Targets', props);
  },
  samples: {
    port: { taken: [value(443)] },
    targets: {
      taken: [value(targets)],
      refused: [
        value([
          new AlbArnTarget(
            'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/one/0123456789abcdef',
            443,
          ),
        ]),
      ],
    },
    targetGroupName: { taken: [value('broker')] },
    deregistrationDelay: { taken: [value(Duration.seconds(30))] },
    proxyProtocolV2: { taken: [value(true), value(false)] },
    preserveClientIp: { taken: [value(true), value(false)] },
    healthCheck: { taken: [value({ protocol: Protocol.TCP, port: '8884' }), value({ protocol: Protocol.HTTP })] },
  },
  runs: 60,
});

/** Plain listeners of every kind. */
export const listener = subject<NetworkListenerProps>({
  name: 'NetworkListener',
  table: NETWORK_LISTENER,
  required: (elsewhere) => ({
    loadBalancer: balancer(elsewhere),
    port: 443,
    certificates: [certificate],
    defaultAction: NetworkListenerAction.forward([group(elsewhere)]),
  }),
  plain: (stack, props) => {
    new NetworkListener(stack, 'Listener', props);
  },
  samples: {
    loadBalancer: { taken: [made(balancer)] },
    port: { taken: [value(53)] },
    protocol: {
      taken: [
        value(Protocol.TLS),
        ...[Protocol.TCP, Protocol.UDP, Protocol.TCP_UDP].map((protocol) =>
          value<NetworkListenerProps, Protocol>(protocol, { certificates: undefined }),
        ),
      ],
    },
    certificates: { taken: [value([certificate]), value([])] },
    defaultAction: { taken: [made((stack) => NetworkListenerAction.forward([group(stack)]))] },
    defaultTargetGroups: {
      taken: [
        made(
          (stack) => [group(stack)],
          () => ({ defaultAction: undefined }),
        ),
      ],
    },
    alpnPolicy: {
      taken: Object.values(AlpnPolicy).map((policy) => value<NetworkListenerProps, AlpnPolicy>(policy)),
    },
    tcpIdleTimeout: { taken: [value(Duration.seconds(60))] },
  },
});

function group(elsewhere: Stack): NetworkTargetGroup {
  const known = elsewhere.node.tryFindChild('Targets');
  if (known instanceof NetworkTargetGroup) return known;
  return new NetworkTargetGroup(elsewhere, 'Targets', { targetType: TargetType.IP, vpc: network(elsewhere), port: 80 });
}

function balancer(elsewhere: Stack): INetworkLoadBalancer {
  const known = elsewhere.node.tryFindChild('Balancer');
  if (known !== undefined) return known as unknown as INetworkLoadBalancer;
  return NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(elsewhere, 'Balancer', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/one/0123456789abcdef',
    vpc: network(elsewhere),
  });
}
