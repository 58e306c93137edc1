import type { IPeer } from 'aws-cdk-lib/aws-ec2';
import type { IWebACLRef } from 'aws-cdk-lib/aws-wafv2';

/** Who inside can reach a load balancer. */
export interface InternalExposureProps {
  /**
   * Who may connect.
   *
   * Needed in a VPC that was imported without its addresses.
   *
   * @default - the addresses of the VPC; with its IPv6 ones, where they are known, for a dual-stack load balancer
   */
  readonly peers?: IPeer[];
}

/** How a load balancer faces the internet. */
export interface InternetExposureProps {
  /**
   * The web ACL that looks at each request; application load balancers need one, network load balancers take none.
   *
   * @default - none
   */
  readonly webAcl?: IWebACLRef;
}

/** Who can reach a load balancer: made by `Exposure.internal` or `Exposure.internet`. */
export class Exposure {
  /** Reachable from inside only. */
  public static internal(props: InternalExposureProps = {}): Exposure {
    return new Exposure(false, props.peers);
  }

  /** Reachable from anywhere, on port 443. */
  public static internet(props: InternetExposureProps = {}): Exposure {
    return new Exposure(true, undefined, props.webAcl);
  }

  private constructor(
    /** Whether the load balancer can be reached from the internet. */
    public readonly isInternet: boolean,
    /** Who may connect from inside; the addresses of the VPC when nobody is named. */
    public readonly peers?: IPeer[],
    /** The web ACL that looks at each request. */
    public readonly webAcl?: IWebACLRef,
  ) {}
}
