import type { ResourceEnvironment } from 'aws-cdk-lib';
import {
  CfnListener,
  NetworkLoadBalancer,
  Protocol,
  type AddNetworkTargetsProps,
  type ILoadBalancerRef,
  type LoadBalancerReference,
  type NetworkListener,
  type NetworkLoadBalancerProps,
  type NetworkTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { facing } from '../../hardening/edge/load-balancer';
import { NETWORK_LOAD_BALANCER } from '../../hardening/edge/network-load-balancer';
import { NETWORK_TARGETS, passesThrough } from '../../hardening/edge/targets';
import { harden } from '../../hardening/harden';
import type { At } from '../../hardening/prop-rule';
import { refusal } from '../../hardening/refusal';
import { open } from '../open';
import { SecureBucket } from '../storage/secure-bucket';
import { balancerSecurityGroup } from './balancer-security-group';
import { logInto } from './load-balancer-logs';
import { reachedByConnections } from './reach-targets';
import type { SecureLoadBalancerProps } from './secure-load-balancer-props';
import { sslPolicyOf } from './tls-policy';

/** What a network load balancer is made of, on top of the L2's own props. */
export interface SecureNetworkLoadBalancerProps extends NetworkLoadBalancerProps, SecureLoadBalancerProps {}

/**
 * A network load balancer that ends TLS 1.3 and nothing older.
 *
 * Guarantees:
 * - one listener on port 443, with a TLS 1.3-only policy and a certificate; targets are reached over TLS (P2.1.3)
 * - open to the VPC, to named peers, or to the internet on port 443 alone (P2.3)
 * - access logs, which tell of each TLS connection, in the bucket for access logs (P2.2.3)
 * - protected against deletion (P2.3)
 *
 * A TCP listener would pass whatever comes, so it has none: end TLS here. Cost drivers: hours and capacity units of the
 * load balancer, storage of logs.
 *
 * @example
 * const broker = new SecureNetworkLoadBalancer(this, 'Broker', {
 *   vpc: network.vpc,
 *   exposure: Exposure.internal(),
 *   certificate: ListenerCertificate.fromArn(certificate.certificateArn),
 * });
 * broker.addTargets('Service', { port: 8883, targets: [service] });
 */
export class SecureNetworkLoadBalancer extends Construct implements ILoadBalancerRef {
  /** The L2 load balancer, with all its methods. */
  public readonly loadBalancer: NetworkLoadBalancer;

  /** The TLS listener on port 443. */
  public readonly listener: NetworkListener;

  private readonly at: At<unknown>;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureNetworkLoadBalancerProps) {
    super(scope, id);
    const { exposure, certificate, tlsPolicy, logBucket, exceptions, ...own } = props;
    if (exposure.webAcl !== undefined) {
      const why = 'a network load balancer sees no requests';
      throw refusal('exposure', 'may not have a webAcl', 'P2.3', why, 'Use SecureApplicationLoadBalancer');
    }
    const internetFacing = own.internetFacing ?? exposure.isInternet;
    const at = open<NetworkLoadBalancerProps>(this, { ...own, internetFacing }, { exceptions });
    this.at = at;
    const hardened = harden<NetworkLoadBalancerProps, typeof at>(
      { ...NETWORK_LOAD_BALANCER, internetFacing: facing(exposure.isInternet) },
      at,
    );
    const securityGroups = own.securityGroups ?? [balancerSecurityGroup(this, props, [{ port: 443, protocol: 'TLS' }])];
    this.loadBalancer = new NetworkLoadBalancer(this, 'LoadBalancer', { ...hardened, securityGroups });
    this.listener = this.loadBalancer.addListener('Tls', {
      port: 443,
      protocol: Protocol.TLS,
      certificates: [certificate],
      sslPolicy: sslPolicyOf(tlsPolicy),
    });
    const bucket = logBucket ?? SecureBucket.accessLogsOf(this).bucket;
    logInto(this.loadBalancer, bucket, ['access_logs'], 'delivery.logs.amazonaws.com');
  }

  /** The reference by which other constructs take the load balancer. */
  public get loadBalancerRef(): LoadBalancerReference {
    return this.loadBalancer.loadBalancerRef;
  }

  /** The account and Region that the load balancer belongs to. */
  public get env(): ResourceEnvironment {
    return this.loadBalancer.env;
  }

  /**
   * Sends connections to targets over TLS.
   *
   * Opens what lies between: the port of the traffic and that of the health checks, on both sides where the security
   * group of the target is known. What is registered by address must let the load balancer in by itself, and what is
   * added to the target group later is let in by `loadBalancer.connections`. Targets that speak TLS 1.3 alone fail
   * health checks over HTTPS, but not over TCP.
   *
   * An application load balancer can be a target under an exception from `elbv2-https-only` alone: the listener then
   * passes on whatever comes, and TLS ends there.
   *
   * @throws when `protocol` is another one, and when a target is an application load balancer
   */
  public addTargets(id: string, props: AddNetworkTargetsProps): NetworkTargetGroup {
    const hardened = harden(NETWORK_TARGETS, { ...this.at, props });
    if (passesThrough(props)) this.passOn();
    const reach = { balancer: this.loadBalancer, port: hardened.port, healthCheck: hardened.healthCheck };
    const targets = hardened.targets?.map((target) => reachedByConnections(target, reach));
    return this.listener.addTargets(id, { ...hardened, targets });
  }

  /** Only a TCP listener reaches an application load balancer. */
  private passOn(): void {
    const listener = this.listener.node.defaultChild;
    if (!(listener instanceof CfnListener)) return;
    listener.protocol = Protocol.TCP;
    listener.sslPolicy = undefined;
    listener.certificates = undefined;
  }
}
