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
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function httpsListener(stack: Stack, sslPolicy?: SslPolicy): void {
  new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') }).addListener('Https', {
    protocol: ApplicationProtocol.HTTPS,
    certificates: [ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/a')],
    sslPolicy,
    defaultAction: ListenerAction.fixedResponse(200),
  });
}

const ACM = 'arn:aws:acm:eu-west-1:111122223333:certificate/a';

function listener(CertificateArn: Json): JsonObject {
  const Properties = { Protocol: 'HTTPS', Certificates: [{ CertificateArn }] };
  return { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties };
}

testRule(rule, {
  compliant: {
    'certificates of the same template, one of them added later': {
      Resources: {
        Own: { Type: 'AWS::CertificateManager::Certificate', Properties: {} },
        Listener: listener({ Ref: 'Own' }),
        Added: {
          Type: 'AWS::ElasticLoadBalancingV2::ListenerCertificate',
          Properties: { ListenerArn: { Ref: 'Listener' }, Certificates: [{ CertificateArn: ACM }] },
        },
      },
    },
    'a certificate of the account': {
      Resources: {
        Listener: listener({ 'Fn::Sub': 'arn:${AWS::Partition}:acm:${AWS::Region}:${AWS::AccountId}:certificate/a' }),
      },
    },
    'a certificate of ACM': (stack) => {
      httpsListener(stack, SslPolicy.TLS13_13);
    },
  },
  noncompliant: {
    'a certificate uploaded to IAM': {
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: 'arn:aws:iam::111122223333:server-certificate/old' }],
    },
    'a certificate uploaded to IAM by the same template': {
      Resources: {
        Uploaded: { Type: 'AWS::IAM::ServerCertificate', Properties: {} },
        Listener: listener({ 'Fn::GetAtt': ['Uploaded', 'Arn'] }),
      },
    },
    'a certificate of IAM that is added later': {
      Resources: {
        Listener: listener(ACM),
        Added: {
          Type: 'AWS::ElasticLoadBalancingV2::ListenerCertificate',
          Properties: {
            ListenerArn: { Ref: 'Listener' },
            Certificates: [{ CertificateArn: 'arn:aws:iam::111122223333:server-certificate/old' }],
          },
        },
      },
    },
    'what is no certificate': { Protocol: 'TLS', Certificates: [{ CertificateArn: 'certificate' }] },
    'no certificate': { Protocol: 'TLS' },
    'an entry without one': { Protocol: 'TLS', Certificates: [{}] },
  },
  undetermined: {
    'a certificate from elsewhere': {
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: { 'Fn::ImportValue': 'Certificate' } }],
    },
    'a protocol from elsewhere, with a certificate of IAM': {
      Protocol: { 'Fn::ImportValue': 'Protocol' },
      Certificates: [{ CertificateArn: 'arn:aws:iam::111122223333:server-certificate/old' }],
    },
    'certificates from elsewhere': { Protocol: 'HTTPS', Certificates: { 'Fn::ImportValue': 'Certificates' } },
  },
  notApplicable: { HTTP: { Protocol: 'HTTP' } },
});
