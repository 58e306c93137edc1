import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import rule from '../../../lib/rules/elasticloadbalancingv2/alb-waf';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 behind a web ACL': (stack) => {
      const vpc = new Vpc(stack, 'Vpc');
      const { loadBalancerArn: resourceArn } = new ApplicationLoadBalancer(stack, 'Balancer', {
        vpc,
        internetFacing: true,
      });
      new CfnWebACLAssociation(stack, 'Association', {
        resourceArn,
        webAclArn: 'arn:aws:wafv2:eu-west-1:1:regional/webacl/a',
      });
    },
  },
  noncompliant: {
    'on the internet without one': (stack) =>
      new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc'), internetFacing: true }),
    'on the internet by default': { Type: 'application' },
  },
  undetermined: { 'only deployment knows': { Scheme: { 'Fn::ImportValue': 'Scheme' } } },
  notApplicable: { internal: { Scheme: 'internal' }, 'a network load balancer': { Type: 'network' } },
});
