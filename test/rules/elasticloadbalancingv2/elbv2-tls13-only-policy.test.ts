import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCertificate,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/elasticloadbalancingv2/elbv2-tls13-only-policy';
import { testRule } from '../test-rule';

function httpsListener(stack: Stack, sslPolicy?: SslPolicy): void {
  new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') }).addListener('Https', {
    protocol: ApplicationProtocol.HTTPS,
    certificates: [ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/a')],
    sslPolicy,
    defaultAction: ListenerAction.fixedResponse(200),
  });
}

testRule(rule, {
  compliant: {
    'the L2 with the right policy': (stack) => {
      httpsListener(stack, SslPolicy.TLS13_13);
    },
    FIPS: { Protocol: 'TLS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04' },
    'post-quantum': { Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09' },
    'post-quantum FIPS': { Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09' },
  },
  noncompliant: {
    'the default of the L2': (stack) => {
      httpsListener(stack);
    },
    'the recommended one, which allows TLS 1.2': {
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    },
    'a misspelt one': { Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-6' },
  },
  undetermined: {
    'a policy from elsewhere': { Protocol: 'HTTPS', SslPolicy: { 'Fn::ImportValue': 'Policy' } },
    'a protocol from elsewhere': {
      Protocol: { 'Fn::ImportValue': 'Protocol' },
      SslPolicy: { 'Fn::ImportValue': 'Policy' },
    },
  },
  notApplicable: { 'plain HTTP, which another rule judges': { Protocol: 'HTTP' } },
});
