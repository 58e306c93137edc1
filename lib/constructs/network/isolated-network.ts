import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  Vpc,
  type GatewayVpcEndpoint,
  type IIpAddresses,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { harden } from '../../hardening/harden';
import { VPC } from '../../hardening/network/vpc';
import { DataCategory } from '../../policy/data-category';
import { SecureLogGroup } from '../audit/secure-log-group';
import { open } from '../open';
import { amazonsBuckets, federation, limitEndpoint } from './endpoint-policy';
import { ISOLATED_NETWORK } from './isolated-network-table';
import { networkTiers } from './network-tiers';
import { SecureSecurityGroup } from './secure-security-group';

/** What a network is made of. */
export interface IsolatedNetworkProps {
  /**
   * The addresses of the network: its tiers shrink to fit, down to subnets of 32 addresses.
   *
   * @default - 10.0.0.0/16
   */
  readonly ipAddresses?: IIpAddresses;

  /**
   * Zones that the network spans, 2 or more.
   *
   * @default 2
   */
  readonly maxAzs?: number;

  /**
   * NAT gateways through which private subnets reach the internet; none makes them isolated.
   *
   * @default 1
   */
  readonly natGateways?: number;

  /**
   * How long flow logs are kept.
   *
   * @default DataCategory.INFRASTRUCTURE_LOGS
   */
  readonly flowLogCategory?: DataCategory;

  /**
   * AWS services that are reached through interface endpoints, each of which costs by the hour and zone.
   *
   * @default - none; `IsolatedNetwork.cardholder` has KMS, Secrets Manager, CloudWatch Logs and STS
   */
  readonly endpoints?: InterfaceVpcEndpointAwsService[];
}

/** What a cardholder network is made of: it reaches no internet, so there is less to choose. */
export interface CardholderNetworkProps {
  /**
   * The addresses of the network: its tiers shrink to fit, down to subnets of 32 addresses.
   *
   * @default - 10.0.0.0/16
   */
  readonly ipAddresses?: IIpAddresses;

  /**
   * Zones that the network spans, 2 or more.
   *
   * @default 2
   */
  readonly maxAzs?: number;

  /**
   * AWS services that are reached through interface endpoints, each of which costs by the hour and zone.
   *
   * @default - KMS, Secrets Manager, CloudWatch Logs and STS
   */
  readonly endpoints?: InterfaceVpcEndpointAwsService[];
}

const STS = InterfaceVpcEndpointAwsService.STS.shortName;

const CARDHOLDER_ENDPOINTS = [
  InterfaceVpcEndpointAwsService.KMS,
  InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  InterfaceVpcEndpointAwsService.STS,
];

/**
 * A VPC in tiers, in which nothing is open that nobody opened.
 *
 * Guarantees:
 * - public, private and isolated subnets over two or more zones; no subnet hands out public addresses (P2.3)
 * - the default security group is closed (P2.3)
 * - all traffic in flow logs, kept as their data category says (P2.2.3, P3.1)
 * - S3 and DynamoDB reached through gateway endpoints, by principals of this account alone (P1.1, P2.2.1); from buckets
 *   of Amazon's that hold packages, agents and layers of images anybody reads, and custom resources answer
 *
 * `IsolatedNetwork.cardholder` has isolated subnets alone: no internet gateway, no NAT, flow logs for 365 days, and
 * interface endpoints for what an application needs (P4.6). Cost drivers: each NAT gateway and each interface endpoint by
 * the hour, ingestion of flow logs.
 *
 * @example
 * const network = new IsolatedNetwork(this, 'Network', { natGateways: 2 });
 */
export class IsolatedNetwork extends Construct {
  /** A network for cardholder data: its subnets reach no internet, and the internet does not reach them (PCI DSS 1.4). */
  public static cardholder(scope: Construct, id: string, props: CardholderNetworkProps = {}): IsolatedNetwork {
    return new IsolatedNetwork(scope, id, {
      flowLogCategory: DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
      endpoints: CARDHOLDER_ENDPOINTS,
      ...props,
      natGateways: 0,
    });
  }

  /** The L2 network, with all its methods. */
  public readonly vpc: Vpc;

  /** The gateway endpoint of S3, whose policy takes further buckets that others than the account's principals ask for. */
  public readonly s3Endpoint: GatewayVpcEndpoint;

  /** The log group of the flow logs. */
  public readonly flowLogs: SecureLogGroup;

  /**
   * @throws when `maxAzs` is less than 2, or `ipAddresses` too few for the tiers
   */
  public constructor(scope: Construct, id: string, props: IsolatedNetworkProps = {}) {
    super(scope, id);
    const { flowLogCategory = DataCategory.INFRASTRUCTURE_LOGS } = props;
    const at = open(this, props, { dataCategory: flowLogCategory });
    const { maxAzs = 0, natGateways = 0, ipAddresses, endpoints = [] } = harden(ISOLATED_NETWORK, at);
    const subnetConfiguration = networkTiers(this, { maxAzs, natGateways, ipAddresses });
    const vpc = { ipAddresses, maxAzs, natGateways, subnetConfiguration };
    this.vpc = new Vpc(this, 'Vpc', harden(VPC, { ...at, props: vpc }));
    this.s3Endpoint = this.vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
    limitEndpoint(this.s3Endpoint, amazonsBuckets(this));
    limitEndpoint(this.vpc.addGatewayEndpoint('DynamoDB', { service: GatewayVpcEndpointAwsService.DYNAMODB }));
    this.flowLogs = new SecureLogGroup(this, 'FlowLogs', { dataCategory: flowLogCategory });
    const log = this.vpc.addFlowLog('FlowLog', {
      destination: FlowLogDestination.toCloudWatchLogs(this.flowLogs.logGroup),
      trafficType: FlowLogTrafficType.ALL,
    });
    at.tag(log);
    if (endpoints.length > 0) this.addEndpoints(endpoints);
  }

  /** A security group of the network that opens nothing to the internet, and lets nothing out unless told to. */
  public securityGroup(id: string, description: string): SecureSecurityGroup {
    return new SecureSecurityGroup(this, id, { vpc: this.vpc, description });
  }

  private addEndpoints(services: readonly InterfaceVpcEndpointAwsService[]): void {
    const group = this.securityGroup('Endpoints', `Interface endpoints of ${this.node.path}`);
    for (const service of services) {
      const id = service.shortName.replace(/[^A-Za-z0-9]/g, '');
      // `open` lets the addresses of the network in, on the port of the service
      const endpoint = this.vpc.addInterfaceEndpoint(id, { service, securityGroups: [group], privateDnsEnabled: true });
      limitEndpoint(endpoint, service.shortName === STS ? [federation(this)] : []);
    }
  }
}
