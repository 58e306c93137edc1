import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { LoadBalancer, LoadBalancingProtocol } from 'aws-cdk-lib/aws-elasticloadbalancing';
import rule from '../../../lib/rules/elasticloadbalancing/clb-tls-listeners';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 over HTTPS': (stack) => {
      const sslCertificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';
      new LoadBalancer(stack, 'Balancer', {
        vpc: new Vpc(stack, 'Vpc'),
        listeners: [{ externalPort: 443, externalProtocol: LoadBalancingProtocol.HTTPS, sslCertificateArn }],
      });
    },
    'SSL in small letters': { Listeners: [{ Protocol: 'ssl' }] },
  },
  noncompliant: {
    'HTTP beside HTTPS': { Listeners: [{ Protocol: 'HTTPS' }, { Protocol: 'HTTP' }] },
    TCP: { Listeners: [{ Protocol: 'TCP' }] },
  },
  undetermined: { 'only deployment knows': { Listeners: [{ Protocol: { 'Fn::ImportValue': 'Protocol' } }] } },
});
