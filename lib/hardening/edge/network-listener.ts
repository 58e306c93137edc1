import { Protocol, type NetworkListenerProps } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { free, judged } from '../decisions';
import { plainClass } from '../plain-class';
import type { At, Table } from '../prop-rule';
import { tls13Only } from './tls13-only';

/** What becomes of every prop of a listener of a network load balancer. */
export const NETWORK_LISTENER: Table<NetworkListenerProps, At<NetworkListenerProps>> = {
  sslPolicy: tls13Only(
    ({ protocol, certificates = [] }) =>
      protocol === Protocol.TLS || (protocol === undefined && certificates.length > 0),
  ),
  protocol: judged('elbv2-https-only'),
  certificates: judged('elbv2-acm-certificate'),
  defaultAction: judged('elbv2-target-encryption'),
  defaultTargetGroups: judged('elbv2-target-encryption'),
  port: free(),
  alpnPolicy: free(),
  tcpIdleTimeout: free(),
  loadBalancer: free(),
};

/** A plain listener of a network load balancer. */
export default plainClass<NetworkListenerProps>({
  classId: 'aws-cdk-lib.aws-elasticloadbalancingv2.NetworkListener',
  table: NETWORK_LISTENER,
});
