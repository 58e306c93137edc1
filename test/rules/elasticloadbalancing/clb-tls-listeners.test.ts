import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnLoadBalancer, LoadBalancer, LoadBalancingProtocol } from 'aws-cdk-lib/aws-elasticloadbalancing';
import rule from '../../../lib/rules/elasticloadbalancing/clb-tls-listeners';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const STRICTEST = 'ELBSecurityPolicy-TLS-1-2-2017-01';
const ACM = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';

function policies(PolicyName: string, Value: Json): JsonObject[] {
  const Attributes = [{ Name: 'Reference-Security-Policy', Value }];
  return [{ PolicyName, PolicyType: 'SSLNegotiationPolicyType', Attributes }];
}

function balancer(listener: JsonObject, policy: Json = STRICTEST): JsonObject {
  return {
    Listeners: [{ Protocol: 'HTTPS', PolicyNames: ['Strict'], SSLCertificateId: ACM, ...listener }],
    Policies: policies('Strict', policy),
  };
}

testRule(rule, {
  compliant: {
    'an L2 over HTTPS': (stack) => {
      const sslCertificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';
      const policyNames = ['Strict'];
      const balancer = new LoadBalancer(stack, 'Balancer', {
        vpc: new Vpc(stack, 'Vpc'),
        listeners: [
          { externalPort: 443, externalProtocol: LoadBalancingProtocol.HTTPS, sslCertificateArn, policyNames },
        ],
      });
      const inner = balancer.node.defaultChild;
      if (inner instanceof CfnLoadBalancer) inner.addPropertyOverride('Policies', policies('Strict', STRICTEST));
    },
    'SSL in small letters': balancer({ Protocol: 'ssl' }),
    'one strict policy of two': {
      Listeners: [{ Protocol: 'HTTPS', PolicyNames: ['Sticky', 'Strict'], SSLCertificateId: ACM }],
      Policies: [...policies('Sticky', 'none'), ...policies('Strict', STRICTEST)],
    },
  },
  noncompliant: {
    'HTTP beside HTTPS': { Listeners: [{ Protocol: 'HTTPS' }, { Protocol: 'HTTP' }] },
    'the policy of the L2, which takes TLS 1.0': (stack) =>
      new LoadBalancer(stack, 'Balancer', {
        vpc: new Vpc(stack, 'Vpc'),
        listeners: [{ externalPort: 443, externalProtocol: LoadBalancingProtocol.HTTPS, sslCertificateArn: ACM }],
      }),
    'a weaker predefined policy': balancer({}, 'ELBSecurityPolicy-2016-08'),
    'a strict policy that the listener does not name': balancer({ PolicyNames: ['Other'] }),
    'a policy of its own with ciphers': {
      Listeners: [{ Protocol: 'HTTPS', PolicyNames: ['Strict'], SSLCertificateId: ACM }],
      Policies: [
        {
          PolicyName: 'Strict',
          PolicyType: 'SSLNegotiationPolicyType',
          Attributes: [{ Name: 'Protocol-TLSv1', Value: 'true' }],
        },
      ],
    },
    'a certificate uploaded to IAM': balancer({ SSLCertificateId: 'arn:aws:iam::111122223333:server-certificate/old' }),
    'no certificate': balancer({ SSLCertificateId: { Ref: 'AWS::NoValue' } }),
    TCP: { Listeners: [{ Protocol: 'TCP' }] },
  },
  undetermined: {
    'only deployment knows': { Listeners: [{ Protocol: { 'Fn::ImportValue': 'Protocol' } }] },
    'a policy from elsewhere': balancer({ PolicyNames: { 'Fn::ImportValue': 'Policies' } }),
    'a predefined policy from elsewhere': balancer({}, { 'Fn::ImportValue': 'Policy' }),
    'a certificate from elsewhere': balancer({ SSLCertificateId: { 'Fn::ImportValue': 'Certificate' } }),
  },
});
