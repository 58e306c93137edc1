import type { ResourceEnvironment } from 'aws-cdk-lib';
import { Peer, Port, type IVpc } from 'aws-cdk-lib/aws-ec2';
import {
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
import { Limits } from '../../hardening/limits';
import { hardenLoadBalancer } from '../../hardening/load-balancer';
import { refusal } from '../../hardening/refusal';
import { SecureSecurityGroup } from '../network/secure-security-group';
import { SecureBucket } from '../storage/secure-bucket';
import { allowToAddresses } from './address-targets';
import { logInto } from './load-balancer-logs';
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

  private readonly vpc: IVpc;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureNetworkLoadBalancerProps) {
    super(scope, id);
    const { exposure, certificate, tlsPolicy, logBucket, exceptions, ...own } = props;
    this.vpc = own.vpc;
    if (exposure.webAcl !== undefined) {
      const why = 'a network load balancer sees no requests';
      throw refusal('exposure', 'may not have a webAcl', 'P2.3', why, 'Use SecureApplicationLoadBalancer');
    }
    const hardened = hardenLoadBalancer(own, Limits.at(this, exceptions), exposure.isInternet);
    const securityGroups = own.securityGroups ?? [groupFor(this, props)];
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
   * @throws when `protocol` is another one
   */
  public addTargets(id: string, props: AddNetworkTargetsProps): NetworkTargetGroup {
    const { protocol = Protocol.TLS } = props;
    if (protocol !== Protocol.TLS) {
      const why = 'whoever is on the network could read the connections';
      Limits.at(this).refuse('elbv2-target-encryption', 'protocol', `must be TLS, got ${protocol}`, 'P2.1.3', why);
    }
    allowToAddresses(this.loadBalancer, this.vpc, props);
    return this.listener.addTargets(id, { ...props, protocol });
  }
}

function groupFor(scope: Construct, { vpc, exposure }: SecureNetworkLoadBalancerProps): SecureSecurityGroup {
  const group = new SecureSecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: `Load balancer ${scope.node.path}`,
    internetPorts: exposure.isInternet ? [443] : [],
  });
  const inside = exposure.peers ?? [Peer.ipv4(vpc.vpcCidrBlock)];
  const from = exposure.isInternet ? 'the internet' : 'inside';
  for (const peer of exposure.isInternet ? [Peer.anyIpv4()] : inside) {
    group.addIngressRule(peer, Port.tcp(443), `TLS from ${from}`);
  }
  return group;
}
