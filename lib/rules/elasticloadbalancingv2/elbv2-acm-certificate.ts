import { no } from '../../template/read/certainty';
import { isOfAcm } from '../concepts/acm-certificate';
import { encrypts } from '../concepts/listener';
import { demanded } from '../expect';
import { defineRule } from '../rule';

const ADDED = 'AWS::ElasticLoadBalancingV2::ListenerCertificate';

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
  appliesTo: encrypts,
  *check(listener, { relations }) {
    const what = 'the ARN of a certificate of ACM';
    const own = listener.items('Certificates');
    if (own.length === 0) yield* demanded({ ...no, path: 'Certificates' }, 'a certificate of ACM');
    for (const certificate of own) yield* demanded(isOfAcm(certificate.reference('CertificateArn')), what);
    for (const added of relations.pointingAt(listener, ADDED, 'ListenerArn')) {
      for (const certificate of added.items('Certificates')) {
        const { reason, ...answer } = isOfAcm(certificate.reference('CertificateArn'));
        yield* demanded({ ...answer, path: '', reason: `${reason ?? ''} in ${added.logicalId}` }, what);
      }
    }
  },
});
