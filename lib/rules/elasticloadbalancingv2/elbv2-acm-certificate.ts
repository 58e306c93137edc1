import { expected, fail, undetermined } from '../expect';
import { defineRule } from '../rule';
import { mayEncrypt } from '../concepts/listener-protocol';

export default defineRule({
  id: 'elbv2-acm-certificate',
  title: 'Load balancer listener has a certificate that ACM renews',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::Listener'],
  rationale: 'A certificate that somebody uploaded to IAM expires on the day when nobody remembers it.',
  remediation: 'Set `Certificates` to the ARN of a certificate in AWS Certificate Manager.',
  controls: {
    iso27001: { 'A.5.14': 'crosswalk', 'A.8.24': 'crosswalk' },
    soc2: { 'CC6.1': 'crosswalk', 'CC6.7': 'crosswalk' },
    hipaa: { '164.312(e)(1)': 'crosswalk', '164.312(e)(2)(i)': 'judgement', '164.312(e)(2)(ii)': 'peer' },
    pci: { '4.2.1': 'peer', '4.2.1.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['elb-acm-certificate-required'],
    securityHub: ['ELB.2'],
    cdkNag: ['ELBv2ACMCertificateRequired'],
    prowler: ['elb_ssl_listeners_use_acm_certificate'],
    guard: ['elbv2_acm_certificate_required'],
  },
  appliesTo: mayEncrypt,
  *check(listener) {
    const certificates = listener.list('Certificates');
    if (certificates.kind === 'unknown') yield undetermined(certificates);
    if (certificates.kind === 'absent') yield fail(certificates.path, 'a certificate of ACM', 'nothing');
    if (certificates.kind !== 'value') return;
    for (const certificate of certificates.value) {
      const what = 'the ARN of a certificate of ACM';
      yield* expected(
        certificate.reference('CertificateArn'),
        what,
        ({ text }) => !text.includes(':server-certificate/'),
      );
    }
  },
});
