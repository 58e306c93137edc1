import { Token } from 'aws-cdk-lib';
import { SecurityGroup, type IPeer, type Port, type SecurityGroupProps } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { harden } from '../../hardening/harden';
import type { Limits } from '../../hardening/limits';
import { SECURITY_GROUP } from '../../hardening/network/security-group';
import { open } from '../open';
import type { SecureResourceProps } from '../secure-resource-props';

const EVERYBODY: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

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
    const { exceptions, ...own } = props;
    const { internetPorts = [], ...group } = own;
    super(scope, id, { ...group, allowAllOutbound: group.allowAllOutbound ?? false });
    // what is a subclass can only be opened once the L2 is made
    const at = open(this, own, { exceptions });
    harden(SECURITY_GROUP, at);
    this.limits = at.limits;
    this.internetPorts = internetPorts;
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

  private refuseEverybody(peer: IPeer, connection: Port): void {
    if (!EVERYBODY.has(peer.uniqueId)) return;
    const { fromPort, toPort } = connection.toRuleJson() as { readonly fromPort?: number; readonly toPort?: number };
    if (Token.isUnresolved(fromPort)) return;
    if (fromPort === toPort && fromPort !== undefined && this.internetPorts.includes(fromPort)) return;
    this.limits.refuse({
      rule: 'sg-no-public-any-ingress',
      prop: 'peer',
      problem: `may not be ${peer.uniqueId} for ${connection.toString()}`,
      why: 'the whole internet could connect',
      instead: 'Name who connects',
    });
  }
}
