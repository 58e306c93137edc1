import { demandsDeny, isBucketOrPolicyOfOneElsewhere } from '../concepts/bucket-policies';
import { defineRule } from '../rule';

/** What calls of AWS services among themselves are not: they tell nothing of their connection. */
const WITHOUT_TLS = {
  what: 'a Deny of s3:* for everybody on the bucket and its objects when aws:SecureTransport is false',
  requests: {
    'plain HTTP': { 'aws:securetransport': 'false', 's3:tlsversion': null, 'aws:principalisawsservice': 'false' },
  },
};

export default defineRule({
  id: 's3-bucket-tls-only',
  title: 'S3 bucket refuses requests without TLS',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
  rationale: 'Without the Deny, S3 serves the bucket over plain HTTP to whoever asks with valid credentials.',
  remediation:
    'Use `SecureBucket`, or add a bucket policy statement that denies `s3:*` to `*` on the bucket and its objects when `aws:SecureTransport` is false (`enforceSSL: true` in the CDK).',
  controls: {
    iso27001: { 'A.5.14': 'crosswalk', 'A.8.24': 'crosswalk' },
    soc2: { 'CC6.1': 'peer', 'CC6.7': 'crosswalk' },
    hipaa: { '164.312(e)(1)': 'peer', '164.312(e)(2)(i)': 'peer', '164.312(e)(2)(ii)': 'peer' },
    pci: { '4.2.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-ssl-requests-only'],
    securityHub: ['S3.5'],
    cdkNag: ['S3BucketSSLRequestsOnly'],
    prowler: ['s3_bucket_secure_transport_policy'],
    guard: ['s3_bucket_ssl_requests_only'],
  },
  appliesTo: isBucketOrPolicyOfOneElsewhere,
  check: (resource, { relations }) => demandsDeny(resource, relations, WITHOUT_TLS),
});
