import type { ResourceEnvironment } from 'aws-cdk-lib';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  type AddApplicationTargetsProps,
  type ApplicationListener,
  type ApplicationLoadBalancerProps,
  type ApplicationTargetGroup,
  type ILoadBalancerRef,
  type LoadBalancerReference,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { APPLICATION_LOAD_BALANCER } from '../../hardening/edge/application-load-balancer';
import { facing } from '../../hardening/edge/load-balancer';
import { APPLICATION_TARGETS, invokesFunction } from '../../hardening/edge/targets';
import { harden } from '../../hardening/harden';
import type { Limits } from '../../hardening/limits';
import type { At } from '../../hardening/prop-rule';
import { open } from '../open';
import { SecureBucket } from '../storage/secure-bucket';
import { balancerSecurityGroup } from './balancer-security-group';
import type { Exposure } from './exposure';
import { logInto } from './load-balancer-logs';
import { reachedByRequests } from './reach-targets';
import type { SecureLoadBalancerProps } from './secure-load-balancer-props';
import { sslPolicyOf } from './tls-policy';

const HTTPS = { port: 443, protocol: 'HTTPS' };
const HTTP = { port: 80, protocol: 'HTTP' };

/** What an application load balancer is made of, on top of the L2's own props. */
export interface SecureApplicationLoadBalancerProps extends ApplicationLoadBalancerProps, SecureLoadBalancerProps {
  /**
   * Whether port 80 is open too, for nothing but a redirect to HTTPS.
   *
   * @default false
   */
  readonly redirectHttp?: boolean;

  /**
   * What the listener does with requests that no target is added for.
   *
   * @default - goes to the first targets that are added without conditions
   */
  readonly defaultAction?: ListenerAction;
}

/**
 * An application load balancer that speaks TLS 1.3 and nothing older.
 *
 * Guarantees:
 * - one listener on port 443, with a TLS 1.3-only policy and a certificate (P2.1.3)
 * - HTTP, when asked for, only redirects; targets are reached over HTTPS (P2.1.3)
 * - invalid headers dropped, ambiguous requests refused (P2.3)
 * - on the internet only behind a web ACL; otherwise open to the VPC or to named peers (P2.3)
 * - access and connection logs in the bucket for access logs (P2.2.3), protected against deletion (P2.3)
 *
 * The TLS version between the load balancer and its targets is chosen by AWS. Cost drivers: hours and capacity units of
 * the load balancer, the web ACL's requests, storage of logs.
 *
 * @example
 * const web = new SecureApplicationLoadBalancer(this, 'Web', {
 *   vpc: network.vpc,
 *   exposure: Exposure.internet({ webAcl }),
 *   certificate: ListenerCertificate.fromArn(certificate.certificateArn),
 * });
 * web.addTargets('Service', { port: 8443, targets: [service] });
 */
export class SecureApplicationLoadBalancer extends Construct implements ILoadBalancerRef {
  /** The L2 load balancer, with all its methods. */
  public readonly loadBalancer: ApplicationLoadBalancer;

  /** The HTTPS listener on port 443. */
  public readonly listener: ApplicationListener;

  private readonly at: At<unknown>;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureApplicationLoadBalancerProps) {
    super(scope, id);
    const { exposure, certificate, tlsPolicy, logBucket, redirectHttp, defaultAction, exceptions, ...own } = props;
    const internetFacing = own.internetFacing ?? exposure.isInternet;
    const at = open<ApplicationLoadBalancerProps>(this, { ...own, internetFacing }, { exceptions });
    this.at = at;
    const ports = redirectHttp === true ? [HTTPS, HTTP] : [HTTPS];
    const hardened = harden<ApplicationLoadBalancerProps, typeof at>(
      { ...APPLICATION_LOAD_BALANCER, internetFacing: facing(exposure.isInternet) },
      at,
    );
    const securityGroup = own.securityGroup ?? balancerSecurityGroup(this, props, ports);
    this.loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', { ...hardened, securityGroup });
    this.associate(exposure, at.limits);
    this.listener = this.loadBalancer.addListener('Https', {
      port: 443,
      protocol: ApplicationProtocol.HTTPS,
      certificates: [certificate],
      sslPolicy: sslPolicyOf(tlsPolicy),
      open: false,
      defaultAction,
    });
    if (redirectHttp === true) this.redirect();
    logInto(
      this.loadBalancer,
      logBucket ?? SecureBucket.accessLogsOf(this).bucket,
      ['access_logs', 'connection_logs'],
      'logdelivery.elasticloadbalancing.amazonaws.com',
    );
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
   * Sends requests to targets over HTTPS, with health checks over HTTPS; a Lambda function is invoked.
   *
   * Opens what lies between: the port of the traffic and that of the health checks, on both sides where the security
   * group of the target is known. What is registered by address must let the load balancer in by itself.
   *
   * @throws when `protocol` is HTTP
   */
  public addTargets(id: string, props: AddApplicationTargetsProps): ApplicationTargetGroup {
    const hardened = harden(APPLICATION_TARGETS, { ...this.at, props });
    if (invokesFunction(props)) return this.listener.addTargets(id, hardened);
    const { port = HTTPS.port, healthCheck, targets = [] } = hardened;
    const reach = { balancer: this.loadBalancer, port, healthCheck };
    return this.listener.addTargets(id, {
      ...hardened,
      targets: targets.map((target) => reachedByRequests(target, reach)),
    });
  }

  private associate({ isInternet, webAcl }: Exposure, limits: Limits): void {
    if (webAcl === undefined) {
      if (!isInternet) return;
      limits.refuse({
        rule: 'alb-waf',
        prop: 'exposure',
        problem: 'must have a webAcl on the internet',
        why: 'nobody would look at what the internet sends',
        instead: 'Name a web ACL',
      });
      return;
    }
    new CfnWebACLAssociation(this, 'WebAclAssociation', {
      resourceArn: this.loadBalancer.loadBalancerArn,
      webAclArn: webAcl.webAclRef.webAclArn,
    });
  }

  private redirect(): void {
    this.loadBalancer.addListener('Http', {
      port: 80,
      protocol: ApplicationProtocol.HTTP,
      open: false,
      defaultAction: ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
  }
}
