import { Stack } from 'aws-cdk-lib';
import { SubnetType, type IIpAddresses, type SubnetConfiguration } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { refusal } from '../../hardening/refusal';

/** What decides how large the tiers of a network are. */
export interface TierOptions {
  /** Zones that the network spans at most. */
  readonly maxAzs: number;

  /** NAT gateways: none leaves the isolated tier alone. */
  readonly natGateways: number;

  /** The addresses of the network; 10.0.0.0/16 unless named. */
  readonly ipAddresses?: IIpAddresses;
}

interface Tier extends SubnetConfiguration {
  readonly cidrMask: number;
}

const DEFAULT_MASK = 16;
const PUBLIC_MASK = 24;
const INNER_MASK = 22;
/** A load balancer takes no smaller subnet. */
const SMALLEST_MASK = 27;

/**
 * The tiers of a network: as large as in a /16 where they fit, else the largest that do.
 *
 * @throws when subnets of 32 addresses are too large
 */
export function networkTiers(scope: IConstruct, options: TierOptions): SubnetConfiguration[] {
  const { maxAzs, natGateways, ipAddresses } = options;
  const mask = maskOf(ipAddresses);
  const zones = Math.min(maxAzs, Stack.of(scope).availabilityZones.length);
  for (let smaller = 0; INNER_MASK + smaller <= SMALLEST_MASK; smaller += 1) {
    const tiers = tiersOf(natGateways, smaller);
    if (mask === undefined || addresses(tiers, zones) <= 2 ** (32 - mask)) return tiers;
  }
  const why = `${tiersOf(natGateways, 0).length} tiers in ${zones} zones have subnets too small for a load balancer`;
  throw refusal('ipAddresses', `may not be a /${String(mask)}`, 'P2.3', why, 'Name a larger range, or fewer zones');
}

function tiersOf(natGateways: number, smaller: number): Tier[] {
  const cidrMask = INNER_MASK + smaller;
  const isolated = { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask };
  if (natGateways === 0) return [isolated];
  const publicMask = Math.min(PUBLIC_MASK + smaller, SMALLEST_MASK);
  return [
    { name: 'Public', subnetType: SubnetType.PUBLIC, cidrMask: publicMask, mapPublicIpOnLaunch: false },
    { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask },
    isolated,
  ];
}

/** How many addresses tiers take, where each subnet begins at a multiple of its size. */
function addresses(tiers: readonly Tier[], zones: number): number {
  return tiers.reduce((taken, { cidrMask }) => {
    const size = 2 ** (32 - cidrMask);
    return (Math.ceil(taken / size) + zones) * size;
  }, 0);
}

function maskOf(ipAddresses: IIpAddresses | undefined): number | undefined {
  if (ipAddresses === undefined) return DEFAULT_MASK;
  const { cidrBlock, ipv4NetmaskLength } = ipAddresses.allocateVpcCidr();
  return cidrBlock === undefined ? ipv4NetmaskLength : Number(cidrBlock.split('/')[1]);
}
