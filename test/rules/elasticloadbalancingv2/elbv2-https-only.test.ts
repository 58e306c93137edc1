import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ApplicationProtocol, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/elasticloadbalancingv2/elbv2-https-only';
import { testRule } from '../test-rule';

function httpListener(stack: Stack, defaultAction: ListenerAction): void {
  new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') }).addListener('Http', {
    protocol: ApplicationProtocol.HTTP,
    defaultAction,
  });
}

testRule(rule, {
  compliant: {
    'a redirect to HTTPS': (stack) => {
      httpListener(stack, ListenerAction.redirect({ protocol: 'HTTPS', port: '443' }));
    },
  },
  noncompliant: {
    'an answer over HTTP': (stack) => {
      httpListener(stack, ListenerAction.fixedResponse(200));
    },
    'a redirect that keeps the protocol': (stack) => {
      httpListener(stack, ListenerAction.redirect({ port: '8080' }));
    },
    'TCP on a network load balancer': { Protocol: 'TCP', Port: 443 },
    'no protocol': { Port: 80 },
    'HTTP without an action': { Protocol: 'HTTP' },
  },
  undetermined: {
    'a protocol from elsewhere': { Protocol: { 'Fn::ImportValue': 'Protocol' } },
    'actions from elsewhere': { Protocol: 'HTTP', DefaultActions: { 'Fn::ImportValue': 'Actions' } },
    'a redirect to what another stack says': {
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: { 'Fn::ImportValue': 'Protocol' } } }],
    },
  },
  notApplicable: { HTTPS: { Protocol: 'HTTPS' }, UDP: { Protocol: 'UDP' } },
});
