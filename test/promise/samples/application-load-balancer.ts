import { Duration, type Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationProtocolVersion,
  ApplicationTargetGroup,
  IpAddressType,
  ListenerAction,
  ListenerCertificate,
  ListenerCondition,
  MutualAuthenticationMode,
  Protocol,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
  type AddApplicationTargetsProps,
  type ApplicationListenerProps,
  type ApplicationLoadBalancerProps,
  type IApplicationLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IpTarget, LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Exposure, SecureApplicationLoadBalancer, TlsPolicy } from '../../../lib';
import { APPLICATION_LISTENER } from '../../../lib/hardening/edge/application-listener';
import { APPLICATION_LOAD_BALANCER } from '../../../lib/hardening/edge/application-load-balancer';
import { facing } from '../../../lib/hardening/edge/load-balancer';
import { APPLICATION_TARGETS } from '../../../lib/hardening/edge/targets';
import { made, subject, value, type SamplesOf } from '../subject';
import { balancing } from './load-balancer';
import { certificate, network, someGroup } from './network';

const targets = [new IpTarget('10.0.0.10')];

const samples: SamplesOf<ApplicationLoadBalancerProps> = {
  ...balancing,
  denyAllIgwTraffic: {
    taken: [value(true, { ipAddressType: IpAddressType.DUAL_STACK })],
    refused: [value(false, { ipAddressType: IpAddressType.DUAL_STACK })],
  },
  minimumCapacityUnit: { taken: [value(100)] },
  securityGroup: { taken: [made(someGroup)] },
  ipAddressType: { taken: [value(IpAddressType.IPV4), value(IpAddressType.DUAL_STACK)] },
  http2Enabled: { taken: [value(true), value(false)] },
  idleTimeout: { taken: [value(Duration.seconds(30))] },
  clientKeepAlive: { taken: [value(Duration.hours(1))] },
  preserveHostHeader: { taken: [value(true), value(false)] },
  xAmznTlsVersionAndCipherSuiteHeaders: { taken: [value(true), value(false)] },
  preserveXffClientPort: { taken: [value(true), value(false)] },
};

/** Inside, with all TLS policies in turn. */
export const internal = subject<ApplicationLoadBalancerProps>({
  name: 'SecureApplicationLoadBalancer',
  table: { ...APPLICATION_LOAD_BALANCER, internetFacing: facing(false) },
  required: (elsewhere) => ({ vpc: network(elsewhere) }),
  ours: (stack, props) => {
    for (const tlsPolicy of Object.values(TlsPolicy)) {
      const balancer = new SecureApplicationLoadBalancer(stack, `Balancer${tlsPolicy}`, {
        ...props,
        certificate,
        tlsPolicy,
        exposure: Exposure.internal(),
        redirectHttp: tlsPolicy === TlsPolicy.FIPS,
      });
      balancer.addTargets('Targets', { port: 8443, targets });
    }
  },
  plain: (stack, props) => {
    new ApplicationLoadBalancer(stack, 'Balancer', props);
  },
  samples,
  runs: 40,
});

/** On the internet, behind a web ACL. */
export const internet = subject<ApplicationLoadBalancerProps>({
  name: 'SecureApplicationLoadBalancer on the internet',
  table: { ...APPLICATION_LOAD_BALANCER, internetFacing: facing(true) },
  required: (elsewhere) => ({ vpc: network(elsewhere) }),
  ours: (stack, props) => {
    const balancer = new SecureApplicationLoadBalancer(stack, 'Balancer', {
      ...props,
      certificate,
      exposure: Exposure.internet({ webAcl: webAcl(stack) }),
      redirectHttp: true,
    });
    balancer.addTargets('Targets', { port: 8443, targets });
  },
  plain: (stack, props) => {
    new ApplicationLoadBalancer(stack, 'Balancer', { ...props, internetFacing: true });
  },
  samples: {
    ...samples,
    ipAddressType: { taken: Object.values(IpAddressType).map((type) => value(type)) },
    denyAllIgwTraffic: {
      taken: [value(false, { ipAddressType: IpAddressType.DUAL_STACK })],
      refused: [value(true, { ipAddressType: IpAddressType.DUAL_STACK })],
    },
  },
  runs: 40,
});

export const requests = subject<AddApplicationTargetsProps>({
  name: 'Targets of SecureApplicationLoadBalancer',
  table: APPLICATION_TARGETS,
  required: () => ({ targets }),
  ours: (stack, props) => {
    const balancer = new SecureApplicationLoadBalancer(stack, 'Balancer', {
      vpc: network(stack),
      certificate,
      exposure: Exposure.internal(),
      defaultAction: props.priority === undefined ? undefined : ListenerAction.fixedResponse(404),
    });
    balancer.addTargets('Targets', props);
  },
  samples: {
    port: { taken: [value(8443)] },
    targets: { taken: [value(targets), made((stack) => [new LambdaTarget(someFunction(stack))])] },
    priority: { taken: [value(1, { conditions: [ListenerCondition.pathPatterns(['/orders/*'])] })] },
    conditions: { taken: [value([ListenerCondition.hostHeaders(['shop.example.com'])], { priority: 2 })] },
    protocolVersion: { taken: Object.values(ApplicationProtocolVersion).map((version) => value(version)) },
    slowStart: { taken: [value(Duration.seconds(30))] },
    stickinessCookieDuration: { taken: [value(Duration.hours(1))] },
    stickinessCookieName: { taken: [value('session', { stickinessCookieDuration: Duration.hours(1) })] },
    targetGroupName: { taken: [value('orders')] },
    deregistrationDelay: { taken: [value(Duration.seconds(30))] },
    healthCheck: {
      taken: [value({ path: '/health' }), value({ protocol: Protocol.HTTP, port: '8080' }), value({ port: '9443' })],
    },
    loadBalancingAlgorithmType: {
      taken: Object.values(TargetGroupLoadBalancingAlgorithmType).map((type) => value(type)),
    },
    enableAnomalyMitigation: {
      taken: [
        value(true, { loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.WEIGHTED_RANDOM }),
        value(false),
      ],
    },
  },
  runs: 60,
});

/** Plain listeners of every kind: the CDK tells the protocol by the port, and certificates may come later. */
export const listener = subject<ApplicationListenerProps>({
  name: 'ApplicationListener',
  table: APPLICATION_LISTENER,
  required: (elsewhere) => ({
    loadBalancer: balancer(elsewhere),
    port: 443,
    certificates: [certificate],
    defaultAction: ListenerAction.fixedResponse(404),
  }),
  plain: (stack, props) => {
    new ApplicationListener(stack, 'Listener', props);
  },
  samples: {
    loadBalancer: { taken: [made(balancer)] },
    protocol: { taken: Object.values(ApplicationProtocol).map((protocol) => value(protocol, { port: undefined })) },
    port: { taken: [value(443), value(8443), value(80, { certificates: undefined }), value(8080)] },
    certificates: {
      taken: [value([]), value([certificate, ListenerCertificate.fromArn(`${certificate.certificateArn}2`)])],
    },
    defaultAction: { taken: [value(ListenerAction.redirect({ protocol: 'HTTPS' }), { port: 80, certificates: [] })] },
    defaultTargetGroups: {
      taken: [
        made(
          (stack) => [
            new ApplicationTargetGroup(stack, 'Targets', { targetType: TargetType.IP, vpc: network(stack), port: 80 }),
          ],
          () => ({ defaultAction: undefined }),
        ),
      ],
    },
    open: { taken: [value(true), value(false)] },
    mutualAuthentication: {
      taken: [value({ mutualAuthenticationMode: MutualAuthenticationMode.PASS_THROUGH })],
      refused: [
        value({
          mutualAuthenticationMode: MutualAuthenticationMode.VERIFY,
          trustStore: { trustStoreRef: { trustStoreArn: 'arn:aws:elasticloadbalancing:::truststore/one' } } as never,
          ignoreClientCertificateExpiry: true,
        }),
      ],
    },
  },
});

function balancer(elsewhere: Stack): IApplicationLoadBalancer {
  const known = elsewhere.node.tryFindChild('Balancer');
  if (known !== undefined) return known as unknown as IApplicationLoadBalancer;
  return ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(elsewhere, 'Balancer', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/one/0123456789abcdef',
    securityGroupId: 'sg-0123456789abcdef0',
    vpc: network(elsewhere),
  });
}

function webAcl(stack: Stack): CfnWebACL {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'acl', sampledRequestsEnabled: true };
  const name = 'AWSManagedRulesCommonRuleSet';
  const statement = { managedRuleGroupStatement: { vendorName: 'AWS', name } };
  const rules = [{ name, priority: 0, overrideAction: { none: {} }, statement, visibilityConfig }];
  return new CfnWebACL(stack, 'Acl', { scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig, rules });
}

function someFunction(stack: Stack): Function {
  return new Function(stack, 'Function', {
    code: Code.fromInline('exports.handler = () => 1;'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
  });
}
