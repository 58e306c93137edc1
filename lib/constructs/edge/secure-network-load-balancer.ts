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
import { AlbArnTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { Construct } from 'constructs';
import { Limits } from '../../hardening/limits';
import { hardenLoadBalancer } from '../../hardening/load-balancer';
import { refusal } from '../../hardening/refusal';
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
    const hardened = hardenLoadBalancer(own, Limits.at(this, exceptions), exposure.isInternet);
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
    const { targets = [] } = props;
    if (targets.some((target) => target instanceof AlbArnTarget)) return this.passThrough(id, props);
    const { protocol = Protocol.TLS } = props;
    if (protocol !== Protocol.TLS) {
      const why = 'whoever is on the network could read the connections';
      Limits.at(this).refuse('elbv2-target-encryption', 'protocol', `must be TLS, got ${protocol}`, 'P2.1.3', why);
    }
    return this.reach(id, { ...props, protocol });
  }

  private passThrough(id: string, props: AddNetworkTargetsProps): NetworkTargetGroup {
    const why = 'only a TCP listener reaches one, and passes on what is not encrypted, too';
    const instead = 'Let clients connect to the application load balancer';
    const problem = 'may not be an application load balancer';
    Limits.at(this).refuse('elbv2-https-only', 'targets', problem, 'P2.1.3', why, instead);
    const listener = this.listener.node.defaultChild;
    if (listener instanceof CfnListener) {
      listener.protocol = Protocol.TCP;
      listener.sslPolicy = undefined;
      listener.certificates = undefined;
    }
    // its HTTPS listener would fail checks over HTTPS, which speak TLS 1.2; the redirect of port 80 passes them
    const healthCheck = { protocol: Protocol.HTTP, port: '80', ...props.healthCheck };
    return this.reach(id, { ...props, protocol: Protocol.TCP, healthCheck });
  }

  private reach(id: string, props: AddNetworkTargetsProps): NetworkTargetGroup {
    const reach = { balancer: this.loadBalancer, port: props.port, healthCheck: props.healthCheck };
    const targets = props.targets?.map((target) => reachedByConnections(target, reach));
    return this.listener.addTargets(id, { ...props, targets });
  }
}
