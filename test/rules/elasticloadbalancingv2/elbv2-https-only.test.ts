import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCertificate,
  NetworkLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AlbListenerTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/elasticloadbalancingv2/elbv2-https-only';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function httpListener(stack: Stack, defaultAction: ListenerAction): void {
  new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') }).addListener('Http', {
    protocol: ApplicationProtocol.HTTP,
    defaultAction,
  });
}

function redirect(Protocol: string): JsonObject {
  return { Type: 'redirect', RedirectConfig: { Protocol, StatusCode: 'HTTP_301' } };
}

function withRule(action: JsonObject): JsonObject {
  return {
    Resources: {
      Listener: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: { Protocol: 'HTTP', Port: 80, DefaultActions: [redirect('HTTPS')] },
      },
      Rule: {
        Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
        Properties: { ListenerArn: { Ref: 'Listener' }, Priority: 1, Actions: [action] },
      },
    },
  };
}

function overTcp(group: JsonObject): JsonObject {
  return {
    Resources: {
      Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {} },
      Group: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Protocol: 'TCP', Port: 443, ...group } },
      Listener: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          Protocol: 'TCP',
          Port: 443,
          DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Group' } }],
        },
      },
    },
  };
}

testRule(rule, {
  compliant: {
    'a rule that redirects too': withRule(redirect('HTTPS')),
    'TCP to the listener of an application load balancer': (stack) => {
      const vpc = new Vpc(stack, 'Vpc');
      const web = new ApplicationLoadBalancer(stack, 'Web', { vpc });
      const certificates = [ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/a')];
      const listener = web.addListener('Https', {
        port: 443,
        certificates,
        defaultAction: ListenerAction.fixedResponse(200),
      });
      new NetworkLoadBalancer(stack, 'Front', { vpc })
        .addListener('Tcp', { port: 443 })
        .addTargets('Web', { port: 443, targets: [new AlbListenerTarget(listener)] });
    },
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
    'a rule that forwards over HTTP, beside a redirect': withRule({ Type: 'forward', TargetGroupArn: 'arn' }),
    'a rule that redirects to HTTP, beside a redirect': withRule(redirect('HTTP')),
    'TCP beside UDP': { Protocol: 'TCP_UDP', Port: 53 },
    'TCP to targets that are no load balancer': overTcp({ TargetType: 'ip' }),
    'TCP on a network load balancer': { Protocol: 'TCP', Port: 443 },
    'no protocol': { Port: 80 },
    'HTTP without an action': { Protocol: 'HTTP' },
  },
  undetermined: {
    'TCP to an application load balancer that is elsewhere': overTcp({ TargetType: 'alb', Targets: [{ Id: 'arn' }] }),
    'TCP to targets of a kind from elsewhere': overTcp({
      TargetType: { 'Fn::ImportValue': 'Type' },
      Targets: [{ Id: { Ref: 'Balancer' } }],
    }),
    'TCP beside QUIC': { Protocol: 'TCP_QUIC', Port: 443 },
    'a rule that only deployment knows': withRule({ 'Fn::ImportValue': 'Action' }),
    'a protocol that is HTTPS by default': {
      Parameters: { Protocol: { Type: 'String', Default: 'HTTPS' } },
      Resources: {
        Listener: { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: { Protocol: { Ref: 'Protocol' } } },
      },
    },
    'a protocol from elsewhere': { Protocol: { 'Fn::ImportValue': 'Protocol' } },
    'actions from elsewhere': { Protocol: 'HTTP', DefaultActions: { 'Fn::ImportValue': 'Actions' } },
    'a redirect to what another stack says': {
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: { 'Fn::ImportValue': 'Protocol' } } }],
    },
  },
  notApplicable: { HTTPS: { Protocol: 'HTTPS' }, UDP: { Protocol: 'UDP' } },
});
