import type { IListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { SecureResourceProps } from '../secure-resource-props';
import type { Exposure } from './exposure';
import type { TlsPolicy } from './tls-policy';

/** What both kinds of load balancers take on top of the L2's own props. */
export interface SecureLoadBalancerProps extends SecureResourceProps {
  /** Who can reach the load balancer. */
  readonly exposure: Exposure;

  /** The certificate of the listener on port 443, from AWS Certificate Manager so that it is renewed. */
  readonly certificate: IListenerCertificate;

  /**
   * Which TLS 1.3-only policy the listener speaks.
   *
   * @default TlsPolicy.STANDARD
   */
  readonly tlsPolicy?: TlsPolicy;

  /**
   * The bucket that receives the logs: encrypted with SSE-S3, and of this account and Region.
   *
   * @default - the bucket for access logs of the stack
   */
  readonly logBucket?: IBucket;
}
