import { BlockDeviceVolume, LaunchTemplateHttpTokens, MachineImage, Peer, Port } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationProtocol,
  DesyncMitigationMode,
  IpAddressType,
  ListenerAction,
  ListenerCertificate,
  Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IpTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Stack } from 'aws-cdk-lib';
import fc from 'fast-check';
import {
  DataCategory,
  Exposure,
  IsolatedNetwork,
  SecureApplicationLoadBalancer,
  SecureLaunchTemplate,
  SecureNetworkLoadBalancer,
  SecureSecurityGroup,
  TlsPolicy,
} from '../../lib';
import { category, keepsItsPromise, mostly, network } from './promise';

const certificate = ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/one');
const tlsPolicy = mostly([TlsPolicy.STANDARD, TlsPolicy.FIPS, TlsPolicy.POST_QUANTUM, TlsPolicy.FIPS_POST_QUANTUM]);
const targets = [new IpTarget('10.0.0.10')];

function webAcl(stack: Stack): CfnWebACL {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'acl', sampledRequestsEnabled: true };
  return new CfnWebACL(stack, 'Acl', { scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig });
}

test('SecureApplicationLoadBalancer passes every rule with any props that it takes', () => {
  const props = fc.record({
    exposure: fc.oneof(
      { weight: 19, arbitrary: fc.constantFrom('internal', 'peers', 'internet') },
      { weight: 1, arbitrary: fc.constant('unguarded') },
    ),
    tlsPolicy,
    redirectHttp: mostly([true, false]),
    deletionProtection: mostly([true], [false]),
    dropInvalidHeaderFields: mostly([true], [false]),
    desyncMitigationMode: mostly(
      [DesyncMitigationMode.DEFENSIVE, DesyncMitigationMode.STRICTEST],
      [DesyncMitigationMode.MONITOR],
    ),
    ipAddressType: mostly([IpAddressType.IPV4, IpAddressType.DUAL_STACK]),
    defaultAction: mostly([ListenerAction.fixedResponse(404)]),
    targetProtocol: mostly([ApplicationProtocol.HTTPS], [ApplicationProtocol.HTTP]),
    http2Enabled: mostly([true, false]),
  });
  keepsItsPromise(props, (stack, { exposure, targetProtocol, ...one }) => {
    const peers = [Peer.ipv4('192.168.0.0/24')];
    const exposures: Readonly<Record<string, () => Exposure>> = {
      internal: () => Exposure.internal(),
      peers: () => Exposure.internal({ peers }),
      internet: () => Exposure.internet({ webAcl: webAcl(stack) }),
      unguarded: () => Exposure.internet(),
    };
    const balancer = new SecureApplicationLoadBalancer(stack, 'Balancer', {
      ...one,
      vpc: network(stack),
      certificate,
      exposure: (exposures[exposure] ?? Exposure.internal)(),
    });
    if (one.defaultAction === undefined) {
      balancer.addTargets('Targets', { port: 8443, targets, protocol: targetProtocol });
    }
  });
});

test('SecureNetworkLoadBalancer passes every rule with any props that it takes', () => {
  const props = fc.record({
    exposure: fc.oneof(
      { weight: 19, arbitrary: fc.constantFrom('internal', 'internet') },
      { weight: 1, arbitrary: fc.constant('guarded') },
    ),
    tlsPolicy,
    deletionProtection: mostly([true], [false]),
    crossZoneEnabled: mostly([true, false]),
    targetProtocol: mostly([Protocol.TLS], [Protocol.TCP]),
  });
  keepsItsPromise(props, (stack, { exposure, targetProtocol, ...one }) => {
    const exposures: Readonly<Record<string, () => Exposure>> = {
      internal: () => Exposure.internal(),
      internet: () => Exposure.internet(),
      guarded: () => Exposure.internet({ webAcl: webAcl(stack) }),
    };
    const balancer = new SecureNetworkLoadBalancer(stack, 'Balancer', {
      ...one,
      vpc: network(stack),
      certificate,
      exposure: (exposures[exposure] ?? Exposure.internal)(),
    });
    balancer.addTargets('Targets', { port: 8883, targets, protocol: targetProtocol });
  });
});

test('SecureLaunchTemplate passes every rule with any props that it takes', () => {
  const device = (volume: BlockDeviceVolume): { deviceName: string; volume: BlockDeviceVolume }[] => [
    { deviceName: '/dev/xvda', volume },
  ];
  const props = fc.record({
    dataCategory: fc.option(category, { nil: undefined }),
    requireImdsv2: mostly([true], [false]),
    httpTokens: mostly([LaunchTemplateHttpTokens.REQUIRED], [LaunchTemplateHttpTokens.OPTIONAL]),
    httpPutResponseHopLimit: mostly([1, 2], [3]),
    associatePublicIpAddress: mostly([false], [true]),
    blockDevices: mostly(
      [
        device(BlockDeviceVolume.ebs(20)),
        device(BlockDeviceVolume.ebs(20, { encrypted: true })),
        device(BlockDeviceVolume.ebsFromSnapshot('snap-0123456789abcdef0')),
        device(BlockDeviceVolume.ephemeral(0)),
      ],
      [device(BlockDeviceVolume.ebs(20, { encrypted: false }))],
    ),
    detailedMonitoring: mostly([true, false]),
  });
  keepsItsPromise(
    props,
    (stack, one) => {
      new SecureLaunchTemplate(stack, 'Template', {
        ...one,
        machineImage: MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' }),
        securityGroup: new SecureSecurityGroup(stack, 'Group', { vpc: network(stack) }),
      });
    },
    { region: 'eu-west-1' },
  );
});

test('IsolatedNetwork passes every rule with any props that it takes', () => {
  const { INFRASTRUCTURE_LOGS, INFRASTRUCTURE_LOGS_COMPLIANCE, CUSTOMER_WORKLOADS } = DataCategory;
  const props = fc.record({
    cardholder: fc.boolean(),
    maxAzs: mostly([2, 3]),
    natGateways: mostly([0, 1, 2]),
    flowLogCategory: mostly([INFRASTRUCTURE_LOGS, INFRASTRUCTURE_LOGS_COMPLIANCE], [CUSTOMER_WORKLOADS]),
  });
  keepsItsPromise(props, (stack, { cardholder, ...one }) => {
    if (cardholder) IsolatedNetwork.cardholder(stack, 'Network', { maxAzs: one.maxAzs });
    else new IsolatedNetwork(stack, 'Network', one);
  });
});

test('SecureSecurityGroup passes every rule with whatever it is told to let in', () => {
  const props = fc.record({
    peer: mostly(
      [Peer.ipv4('10.0.0.0/8'), Peer.securityGroupId('sg-0123456789abcdef0')],
      [Peer.anyIpv4(), Peer.anyIpv6()],
    ),
    port: fc.constantFrom(Port.tcp(443), Port.tcp(22), Port.allTraffic(), Port.tcpRange(1, 100)),
    allowAllOutbound: mostly([false], [true]),
    // a group that is open to the internet passes on a load balancer alone: see above
    internetPorts: mostly<number[]>([[]], [[22]]),
  });
  keepsItsPromise(props, (stack, { peer, port, ...one }) => {
    const group = new SecureSecurityGroup(stack, 'Group', { ...one, vpc: network(stack) });
    if (peer !== undefined) group.addIngressRule(peer, port);
  });
});
