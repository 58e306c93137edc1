import { demandsDeny, isBucketOrPolicyOfOneElsewhere } from '../concepts/bucket-policies';
import type { RequestKind } from '../../template/access/request';
import { defineRule } from '../rule';

const VERSIONS = ['1.0', '1.1', '1.2'];

export default defineRule({
  id: 's3-bucket-min-tls-version',
  title: 'S3 bucket refuses TLS versions below 1.3',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
  rationale: 'Without the Deny, S3 still negotiates TLS 1.2 with every client that asks for it.',
  remediation:
    'Use `SecureBucket`, or add a bucket policy statement that denies `s3:*` to `*` on the bucket and its objects when `s3:TlsVersion` is less than 1.3 (`minimumTLSVersion: 1.3` in the CDK).',
  controls: {
    iso27001: { 'A.5.14': 'crosswalk', 'A.8.21': 'judgement', 'A.8.24': 'crosswalk' },
    soc2: { 'CC6.7': 'crosswalk' },
    hipaa: { '164.312(e)(1)': 'peer-near', '164.312(e)(2)(i)': 'peer-near', '164.312(e)(2)(ii)': 'peer-near' },
    pci: { '2.2.5': 'peer-near', '4.2.1': 'peer-near', '12.3.3': 'judgement' },
  },
  equivalents: { prowler: ['s3_bucket_secure_transport_policy'] },
  appliesTo: isBucketOrPolicyOfOneElsewhere,
  *check(resource, { policy, relations }) {
    const least = policy.minimumTlsVersion;
    const what = `a Deny of s3:* for everybody on the bucket and its objects when s3:TlsVersion is less than ${least}`;
    const older = VERSIONS.filter((version) => Number(version) < least);
    const requests = Object.fromEntries(older.map((version) => [`TLS ${version}`, overTls(version)]));
    yield* demandsDeny(resource, relations, { what, requests });
  },
});

/** A request over TLS by anybody but AWS services, whose calls among themselves tell nothing of their connection. */
function overTls(version: string): RequestKind {
  return { 's3:tlsversion': version, 'aws:securetransport': 'true', 'aws:principalisawsservice': 'false' };
}
