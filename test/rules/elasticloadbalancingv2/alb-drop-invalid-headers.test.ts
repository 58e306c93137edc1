import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import rule from '../../../lib/rules/elasticloadbalancingv2/alb-drop-invalid-headers';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 that drops them': (stack) =>
      new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc'), dropInvalidHeaderFields: true }),
    'with the strictest mode': {
      LoadBalancerAttributes: [
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
        { Key: 'routing.http.desync_mitigation_mode', Value: 'strictest' },
      ],
    },
  },
  noncompliant: {
    'an L2 as it comes': (stack) => new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') }),
    'switched off': {
      LoadBalancerAttributes: [{ Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'false' }],
    },
    'with a mode that only watches': {
      LoadBalancerAttributes: [
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
        { Key: 'routing.http.desync_mitigation_mode', Value: 'monitor' },
      ],
    },
  },
  undetermined: { 'only deployment knows': { LoadBalancerAttributes: { 'Fn::ImportValue': 'Attributes' } } },
  notApplicable: { 'a network load balancer': { Type: 'network' } },
});
