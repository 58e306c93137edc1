import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import rule from '../../../lib/rules/elasticloadbalancingv2/alb-waf';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function behind(acl: JsonObject): JsonObject {
  return {
    Resources: {
      Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme: 'internet-facing' } },
      Acl: { Type: 'AWS::WAFv2::WebACL', Properties: acl },
      Association: {
        Type: 'AWS::WAFv2::WebACLAssociation',
        Properties: { ResourceArn: { Ref: 'Balancer' }, WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] } },
      },
    },
  };
}

testRule(rule, {
  compliant: {
    'behind a web ACL that lets nobody in but by a rule': behind({ DefaultAction: { Block: {} } }),
    'behind a web ACL with managed rules': behind({
      DefaultAction: { Allow: {} },
      Rules: [
        { Name: 'One', Action: { Count: {} } },
        { Name: 'Two', OverrideAction: { None: {} } },
      ],
    }),
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
    'behind a web ACL without rules': behind({ DefaultAction: { Allow: {} } }),
    'behind a web ACL whose rules only count': behind({
      DefaultAction: { Allow: {} },
      Rules: [
        { Name: 'One', Action: { Count: {} } },
        { Name: 'Two', OverrideAction: { Count: {} } },
      ],
    }),
    'on the internet without one': (stack) =>
      new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc'), internetFacing: true }),
    'on the internet by default': { Type: 'application' },
  },
  undetermined: {
    'only deployment knows': { Scheme: { 'Fn::ImportValue': 'Scheme' } },
    'behind a web ACL with rules from elsewhere': behind({ Rules: { 'Fn::ImportValue': 'Rules' } }),
    'a type from elsewhere': { Type: { 'Fn::ImportValue': 'Type' } },
  },
  notApplicable: { internal: { Scheme: 'internal' }, 'a network load balancer': { Type: 'network' } },
});
