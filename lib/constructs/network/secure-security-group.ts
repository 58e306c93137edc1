import { Token } from 'aws-cdk-lib';
import { SecurityGroup, type IPeer, type Port, type SecurityGroupProps } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { Limits } from '../../hardening/limits';
import type { SecureResourceProps } from '../secure-resource-props';

const EVERYBODY: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/** What web services listen on. */
const INTERNET_PORTS: readonly number[] = [443, 80];

/** What a security group is made of, on top of the L2's own props. */
export interface SecureSecurityGroupProps extends SecurityGroupProps, SecureResourceProps {
  /**
   * Ports that the whole internet may reach: 443 of an internet-facing load balancer, and 80 where it redirects.
   *
   * Other ports need an exception from `sg-no-public-any-ingress`.
   *
   * @default - none
   */
  readonly internetPorts?: number[];
}

/**
 * A security group that opens nothing to the whole internet, neither now nor when something is connected later.
 *
 * Guarantees:
 * - no rule lets `0.0.0.0/0` or `::/0` in, but on the ports of `internetPorts` (P2.3)
 * - nothing goes out unless a rule says so (P2.3)
 *
 * It is a subclass of the L2, unlike the other constructs: the L2 adds rules through a method that must be able to
 * refuse. Cost drivers: none.
 *
 * @example
 * const group = new SecureSecurityGroup(this, 'Service', { vpc: network.vpc, description: 'The service.' });
 * group.addIngressRule(Peer.ipv4('10.0.0.0/16'), Port.tcp(8443), 'From the network');
 */
export class SecureSecurityGroup extends SecurityGroup {
  private readonly limits: Limits;
  private readonly internetPorts: readonly number[];

  /**
   * @throws when everything may go out, or when the internet may reach another port than 443 and 80
   */
  public constructor(scope: Construct, id: string, props: SecureSecurityGroupProps) {
    const { internetPorts = [], exceptions, ...own } = props;
    super(scope, id, { ...own, allowAllOutbound: own.allowAllOutbound ?? false });
    this.limits = Limits.at(this, exceptions);
    this.internetPorts = internetPorts;
    this.refuseWideProps(props);
  }

  /**
   * Lets somebody in.
   *
   * @throws when it is the whole internet, but on the ports that may be open to it
   */
  public override addIngressRule(peer: IPeer, connection: Port, description?: string, remoteRule?: boolean): void {
    this.refuseEverybody(peer, connection);
    super.addIngressRule(peer, connection, description, remoteRule);
  }

  private refuseWideProps({
    allowAllOutbound,
    allowAllIpv6Outbound,
    internetPorts = [],
  }: SecureSecurityGroupProps): void {
    for (const [prop, value] of Object.entries({ allowAllOutbound, allowAllIpv6Outbound })) {
      if (value !== true) continue;
      const why = 'whoever breaks in could send everything to anywhere';
      const instead = 'Name what is called with addEgressRule';
      this.limits.refuse('sg-egress-restricted', prop, 'may not be true', 'P2.3', why, instead);
    }
    for (const port of internetPorts) {
      if (Token.isUnresolved(port) || INTERNET_PORTS.includes(port)) continue;
      const why = 'the whole internet could connect to what is no web service';
      const problem = `may hold 443 and 80 alone, got ${port}`;
      this.limits.refuse('sg-no-public-any-ingress', 'internetPorts', problem, 'P2.3', why, 'Name who connects');
    }
  }

  private refuseEverybody(peer: IPeer, connection: Port): void {
    if (!EVERYBODY.has(peer.uniqueId)) return;
    const { fromPort, toPort } = connection.toRuleJson() as { readonly fromPort?: number; readonly toPort?: number };
    if (Token.isUnresolved(fromPort)) return;
    if (fromPort === toPort && fromPort !== undefined && this.internetPorts.includes(fromPort)) return;
    const problem = `may not be ${peer.uniqueId} for ${connection.toString()}`;
    const why = 'the whole internet could connect';
    this.limits.refuse('sg-no-public-any-ingress', 'peer', problem, 'P2.3', why, 'Name who connects');
  }
}
