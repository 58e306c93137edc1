import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** Which TLS 1.3-only policy a listener speaks; none of them speaks an older version. */
export enum TlsPolicy {
  /** TLS 1.3 with all of its cipher suites. */
  STANDARD = 'standard',

  /** TLS 1.3 with the cryptographic modules that were validated under FIPS 140-3. */
  FIPS = 'fips',

  /** TLS 1.3 with hybrid post-quantum key exchange. */
  POST_QUANTUM = 'post-quantum',

  /** TLS 1.3 with both. */
  FIPS_POST_QUANTUM = 'fips-post-quantum',
}

const POLICIES: Readonly<Record<TlsPolicy, SslPolicy>> = {
  [TlsPolicy.STANDARD]: SslPolicy.TLS13_13,
  [TlsPolicy.FIPS]: SslPolicy.FIPS_TLS13_13,
  [TlsPolicy.POST_QUANTUM]: SslPolicy.TLS13_13_PQ,
  [TlsPolicy.FIPS_POST_QUANTUM]: SslPolicy.FIPS_TLS13_13_PQ,
};

/** The security policy of Elastic Load Balancing that a choice stands for. */
export function sslPolicyOf(policy: TlsPolicy = TlsPolicy.STANDARD): SslPolicy {
  return POLICIES[policy];
}
