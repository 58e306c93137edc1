import {
  ApplicationProtocol,
  type ApplicationListenerProps,
  type MutualAuthentication,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { free, inner, judged, mayNotBe } from '../decisions';
import { plainClass } from '../plain-class';
import type { At, Table } from '../prop-rule';
import { tls13Only } from './tls13-only';

/** What the CDK takes for HTTPS when a listener names no protocol. */
const HTTPS_PORTS: readonly (number | undefined)[] = [443, 8443];

/** What becomes of every prop of a listener of an application load balancer. */
export const APPLICATION_LISTENER: Table<ApplicationListenerProps, At<ApplicationListenerProps>> = {
  sslPolicy: tls13Only(
    ({ protocol, port }) =>
      protocol === ApplicationProtocol.HTTPS || (protocol === undefined && HTTPS_PORTS.includes(port)),
  ),
  mutualAuthentication: inner<MutualAuthentication, At<ApplicationListenerProps>>({
    ignoreClientCertificateExpiry: mayNotBe<boolean, At<MutualAuthentication>>(true, {
      clause: 'P2.1.3',
      why: 'who left would still come in with an old certificate',
    }),
    mutualAuthenticationMode: free('free; in pass-through the targets verify'),
    trustStore: free(),
    advertiseTrustStoreCaNames: free(),
  }),
  protocol: judged('elbv2-https-only'),
  certificates: judged('elbv2-acm-certificate'),
  open: judged('sg-no-public-any-ingress'),
  defaultAction: judged('elbv2-https-only'),
  defaultTargetGroups: judged('elbv2-target-encryption'),
  port: free(),
  loadBalancer: free(),
};

/** A plain listener of an application load balancer. */
export default plainClass<ApplicationListenerProps>({
  classId: 'aws-cdk-lib.aws-elasticloadbalancingv2.ApplicationListener',
  table: APPLICATION_LISTENER,
});
