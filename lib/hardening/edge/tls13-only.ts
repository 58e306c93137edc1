import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { oneOf } from '../decisions';
import type { At, PropRule } from '../prop-rule';

/** The security policy of a listener speaks TLS 1.3 alone; one that does not encrypt takes none. */
export function tls13Only<P>(encrypts: (props: P) => boolean): PropRule<SslPolicy, At<P>> {
  const decision = oneOf<typeof SslPolicy, At<P>>(
    SslPolicy,
    ['TLS13_13', 'TLS13_13_PQ', 'FIPS_TLS13_13', 'FIPS_TLS13_13_PQ'],
    {
      rule: 'elbv2-tls13-only-policy',
      why: 'a client could negotiate an older version of TLS',
      onceDeployed: { warn: 'clients that speak no TLS 1.3 are locked out' },
    },
  );
  return { ...decision, fill: (at) => (encrypts(at.props) ? decision.fill?.(at) : undefined) };
}
