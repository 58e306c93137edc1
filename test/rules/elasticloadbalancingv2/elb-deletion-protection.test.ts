import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import rule from '../../../lib/rules/elasticloadbalancingv2/elb-deletion-protection';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 that is protected': (stack) =>
      new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc'), deletionProtection: true }),
  },
  noncompliant: {
    'an L2 as it comes': (stack) => new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') }),
    'switched off': { LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }] },
  },
});
