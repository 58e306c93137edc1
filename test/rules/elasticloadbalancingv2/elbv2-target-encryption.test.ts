import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationProtocol, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import rule from '../../../lib/rules/elasticloadbalancingv2/elbv2-target-encryption';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 over HTTPS': (stack) =>
      new ApplicationTargetGroup(stack, 'Targets', {
        vpc: new Vpc(stack, 'Vpc'),
        protocol: ApplicationProtocol.HTTPS,
      }),
    TLS: { Protocol: 'TLS' },
  },
  noncompliant: { HTTP: { Protocol: 'HTTP' }, 'nothing said': { TargetType: 'ip' } },
  undetermined: {
    TCP: { Protocol: 'TCP' },
    'TCP beside UDP': { Protocol: 'TCP_UDP' },
    'a target type from elsewhere': { TargetType: { 'Fn::ImportValue': 'Type' }, Protocol: 'HTTP' },
    'only deployment knows': { Protocol: { 'Fn::ImportValue': 'Protocol' } },
  },
  notApplicable: {
    'a function': { TargetType: 'lambda' },
    'another load balancer': { TargetType: 'alb', Protocol: 'TCP' },
  },
});
