import { BootstraplessSynthesizer, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import {
  CfnFlowLog,
  FlowLogTrafficType,
  Vpc,
  type SubnetConfiguration,
  type VpcProps,
  type VpnConnectionOptions,
} from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { each, flaw, free, judged, mayNotBe, must, type Because } from '../decisions';
import { plainClass } from '../plain-class';
import type { At, Flaw, Table } from '../prop-rule';

type VpcAt = At<VpcProps>;

const DEFAULT_GROUP = must<boolean, VpcAt>(true, {
  rule: 'vpc-default-sg-closed',
  why: 'what is started without a group reaches all others in the default one, and the internet',
  onceDeployed: { keep: 'what still uses the default security group would be cut off: state it once nothing does' },
});

/** What becomes of every prop of a VPC. */
export const VPC: Table<VpcProps, VpcAt> = {
  restrictDefaultSecurityGroup: {
    ...DEFAULT_GROUP,
    fill: (at) => {
      if (takesAssets(at.scope)) return DEFAULT_GROUP.fill?.(at);
      at.note(
        'restrictDefaultSecurityGroup',
        'is left as it is: the synthesizer of the stack takes no function for it',
      );
      return undefined;
    },
  },
  flowLogs: {
    says: 'all traffic; a VPC without a flow log gets one to a log group',
    rule: 'vpc-flow-logs',
    flaws: (logs, at) => {
      const all = Object.values(logs).some(({ trafficType = ALL }) => trafficType === ALL);
      const why = 'nobody could say afterwards which hosts an intruder reached';
      return all ? [] : [flaw({ rule: 'vpc-flow-logs', why }, at, 'must log all traffic')];
    },
  },
  subnetConfiguration: each<SubnetConfiguration, VpcAt>({
    mapPublicIpOnLaunch: mayNotBe<boolean, At<SubnetConfiguration>>(true, {
      rule: 'subnet-no-auto-public-ip',
      why: 'whatever starts there could be reached from the internet',
    }),
    name: free(),
    subnetType: free(),
    cidrMask: free(),
    reserved: free(),
    ipv6AssignAddressOnCreation: free(),
  }),
  vpnConnections: {
    says: 'pre-shared keys come from a secret',
    flaws: (connections, at) =>
      Object.entries(connections).flatMap(([id, connection]) => flawsOfTunnels(id, connection, at)),
  },
  gatewayEndpoints: judged('vpc-endpoint-policy-scoped'),
  natGatewayProvider: judged('sg-no-public-any-ingress'),
  createInternetGateway: free('free; routes to it are judged by `route-no-open-igw`'),
  ipProtocol: free(),
  ipAddresses: free(),
  ipv6Addresses: free(),
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- callers may still set it
  cidr: free(),
  enableDnsHostnames: free(),
  enableDnsSupport: free(),
  defaultInstanceTenancy: free(),
  maxAzs: free(),
  reservedAzs: free(),
  availabilityZones: free(),
  natGateways: free(),
  natGatewaySubnets: free(),
  vpnGateway: free(),
  vpnGatewayAsn: free(),
  vpnRoutePropagation: free(),
  vpcName: free(),
};

const ALL = FlowLogTrafficType.ALL;

const PLAIN_KEY: Because<VpcAt> = {
  clause: 'P5.2',
  why: 'whoever reads the template could join the network',
  instead: 'Use preSharedKeySecret',
};

function flawsOfTunnels(id: string, { tunnelOptions = [] }: VpnConnectionOptions, at: VpcAt): Flaw[] {
  return tunnelOptions.flatMap((tunnel, index) => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- callers may still set it
    const { preSharedKey } = tunnel;
    if (preSharedKey === undefined || Token.isUnresolved(preSharedKey)) return [];
    const path = `.${id}.tunnelOptions[${index}].preSharedKey`;
    return [{ ...flaw(PLAIN_KEY, at, 'may not be plain text'), path }];
  });
}

/** Whether a function can be deployed with a stack: it closes the default security group. */
function takesAssets(scope: IConstruct): boolean {
  let stack = Stack.of(scope);
  while (stack.nestedStackParent !== undefined) stack = stack.nestedStackParent;
  return !(stack.synthesizer instanceof BootstraplessSynthesizer);
}

/** Whether there is a flow log of a VPC, wherever in the app it was made. */
function hasFlowLog(vpc: Vpc): boolean {
  return vpc.node.root.node
    .findAll()
    .filter((construct) => construct instanceof CfnFlowLog)
    .some(({ resourceId }) => {
      const token = Tokenization.reverseString(resourceId).firstToken;
      return Reference.isReference(token) && token.target === vpc.node.defaultChild;
    });
}

/** A plain VPC. */
export default plainClass<VpcProps>({
  classId: 'aws-cdk-lib.aws-ec2.Vpc',
  table: VPC,
  // a flow log may be added after the VPC was made, under any id
  complete: (vpc, { props }) => {
    if (!(vpc instanceof Vpc) || props.flowLogs !== undefined || hasFlowLog(vpc)) return;
    if (vpc.node.tryFindChild('FlowLogs') === undefined) vpc.addFlowLog('FlowLogs');
  },
});
