import { AnyPrincipal, Effect, PolicyStatement, type Conditions } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** Conditions under which a request comes from no service of AWS: those tell nothing of their connection. */
const SPARING_SERVICES = { 'aws:PrincipalIsAWSService': 'false' };

/**
 * Refuses requests without TLS, and over a version below one.
 *
 * Calls that AWS services make among themselves carry neither `aws:SecureTransport` nor `s3:TlsVersion`, and AWS advises
 * to spare them. Interface endpoints of S3 and Multi-Region Access Points speak no TLS 1.3, so that a bucket cannot be
 * reached through them. Sources: Amazon S3 User Guide, "Amazon S3 policy keys" and "Protecting data in transit".
 */
export function denyOldTls(bucket: IBucket, least: number | undefined): void {
  deny(bucket, { Bool: { 'aws:SecureTransport': 'false', ...SPARING_SERVICES } });
  if (least === undefined) return;
  deny(bucket, { NumericLessThan: { 's3:TlsVersion': least }, Bool: SPARING_SERVICES });
}

function deny(bucket: IBucket, conditions: Conditions): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:*'],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      conditions,
    }),
  );
}
