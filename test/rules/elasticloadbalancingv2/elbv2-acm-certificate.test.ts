import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCertificate,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/elasticloadbalancingv2/elbv2-acm-certificate';
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
    'a certificate of ACM': (stack) => {
      httpsListener(stack, SslPolicy.TLS13_13);
    },
  },
  noncompliant: {
    'a certificate uploaded to IAM': {
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: 'arn:aws:iam::111122223333:server-certificate/old' }],
    },
    'no certificate': { Protocol: 'TLS' },
    'an entry without one': { Protocol: 'TLS', Certificates: [{}] },
  },
  undetermined: {
    'certificates from elsewhere': { Protocol: 'HTTPS', Certificates: { 'Fn::ImportValue': 'Certificates' } },
  },
  notApplicable: { HTTP: { Protocol: 'HTTP' } },
});
