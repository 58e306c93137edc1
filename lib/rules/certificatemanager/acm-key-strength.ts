import { any, certain, isPresent } from '../../template/read/certainty';
import { expected } from '../expect';
import { defineRule } from '../rule';

const STRONG = /^(RSA_(2048|3072|4096)|EC_)/;

export default defineRule({
  id: 'acm-key-strength',
  title: 'ACM certificate has a strong key and renews by itself',
  clause: 'P2.1.3',
  severity: 'warning',
  resourceTypes: ['AWS::CertificateManager::Certificate'],
  rationale: 'A certificate that is validated by mail expires on the day when nobody reads that mailbox.',
  remediation: 'Set `ValidationMethod` to DNS, and `KeyAlgorithm` to RSA_2048 or stronger or to an elliptic curve.',
  controls: {
    iso27001: { 'A.5.14': 'crosswalk', 'A.8.24': 'crosswalk' },
    soc2: { 'CC6.1': 'peer', 'CC6.7': 'peer' },
    hipaa: { '164.312(e)(1)': 'peer', '164.312(e)(2)(i)': 'judgement', '164.312(e)(2)(ii)': 'judgement' },
    pci: { '3.7.1': 'peer', '4.2.1': 'recalled', '4.2.1.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['acm-certificate-expiration-check', 'acm-certificate-rsa-check'],
    securityHub: ['ACM.1', 'ACM.2'],
    prowler: ['acm_certificates_with_secure_key_algorithms', 'acm_certificates_expiration_check'],
    guard: ['acm_certificate_expiration_check'],
  },
  *check(certificate) {
    const algorithm = certificate.text('KeyAlgorithm');
    const what = 'RSA_2048 or stronger, or an elliptic curve';
    yield* expected(algorithm, what, (value) => STRONG.test(value), { absentPasses: true });
    // a private authority validates nothing
    const isPrivate = isPresent(certificate.read('CertificateAuthorityArn'));
    const method = certificate.text('ValidationMethod');
    yield* expected(method, 'DNS', (value) => any([certain(value === 'DNS'), isPrivate]), {
      byDefault: 'EMAIL by default',
      absentPasses: isPrivate,
    });
  },
});
