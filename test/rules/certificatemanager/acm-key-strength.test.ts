import { Certificate, CertificateValidation, KeyAlgorithm } from 'aws-cdk-lib/aws-certificatemanager';
import rule from '../../../lib/rules/certificatemanager/acm-key-strength';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 validated by DNS': (stack) =>
      new Certificate(stack, 'Certificate', {
        domainName: 'shop.example.com',
        validation: CertificateValidation.fromDns(),
        keyAlgorithm: KeyAlgorithm.EC_PRIME256V1,
      }),
    'RSA of 2048 bits': { ValidationMethod: 'DNS', KeyAlgorithm: 'RSA_2048' },
    'one of a private authority': { CertificateAuthorityArn: 'arn:aws:acm-pca:eu-west-1:1:certificate-authority/a' },
  },
  noncompliant: {
    'RSA of 1024 bits': { ValidationMethod: 'DNS', KeyAlgorithm: 'RSA_1024' },
    'validated by mail': { ValidationMethod: 'EMAIL' },
    'validated by mail by default': { DomainName: 'shop.example.com' },
  },
});
