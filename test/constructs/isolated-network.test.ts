import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { InterfaceVpcEndpointAwsService, IpAddresses } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IsolatedNetwork, type IsolatedNetworkProps } from '../../lib';
import { newStack, refusalOf, synthesized } from './synthesized';

const ENDPOINT = 'AWS::EC2::VPCEndpoint';

/** The ranges of the subnets, in the order in which the VPC gives them away. */
function ranges(props: IsolatedNetworkProps): string[] {
  const app = new App({
    context: { 'availability-zones:account=111122223333:region=eu-central-1': ['a', 'b', 'c', 'd'] },
  });
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'eu-central-1' } });
  new IsolatedNetwork(stack, 'Network', props);
  const subnets = Template.fromStack(stack).findResources('AWS::EC2::Subnet') as Record<
    string,
    { Properties: { CidrBlock: string } }
  >;
  return Object.values(subnets).map(({ Properties }) => Properties.CidrBlock);
}

const cidr = (range: string): IsolatedNetworkProps => ({ ipAddresses: IpAddresses.cidr(range) });

describe('the tiers', () => {
  const today = ['10.0.0.0/24', '10.0.1.0/24', '10.0.4.0/22', '10.0.8.0/22', '10.0.12.0/22', '10.0.16.0/22'];

  test.each<[string, IsolatedNetworkProps]>([
    ['the default', {}],
    ['a /16', cidr('10.0.0.0/16')],
    ['a /19, the smallest that holds them', cidr('10.0.0.0/19')],
  ])('stay where they are: %s', (_, props) => {
    expect(ranges(props)).toEqual(today);
  });

  test('fit a /20', () => {
    expect(ranges(cidr('10.0.0.0/20'))).toEqual([
      '10.0.0.0/25',
      '10.0.0.128/25',
      '10.0.2.0/23',
      '10.0.4.0/23',
      '10.0.6.0/23',
      '10.0.8.0/23',
    ]);
  });

  test('fit a /20 of a pool', () => {
    const ipAddresses = IpAddresses.awsIpamAllocation({ ipv4IpamPoolId: 'ipam-pool-1', ipv4NetmaskLength: 20 });
    const template = synthesized((stack) => new IsolatedNetwork(stack, 'Network', { ipAddresses }));
    // 7 bits for hosts
    expect(JSON.stringify(template.findResources('AWS::EC2::Subnet'))).toMatch(/"Fn::Cidr":\[[^\]]*\]?[^\]]*,"7"\]/);
  });

  test.each([
    ['isolated tiers of two zones keep their size in a /21', { ...cidr('10.0.0.0/21'), natGateways: 0 }, 22, 22],
    ['four zones in a /19', { ...cidr('10.0.0.0/19'), maxAzs: 4 }, 25, 23],
    ['two zones in a /24', cidr('10.0.0.0/24'), 27, 27],
  ])('are as large as fits: %s', (_, props, first, last) => {
    const masks = ranges(props).map((range) => Number(range.split('/')[1]));
    expect([masks[0], masks.at(-1)]).toEqual([first, last]);
  });

  test('fails when a load balancer would not fit into their subnets', () => {
    expect(refusalOf((stack) => new IsolatedNetwork(stack, 'Network', cidr('10.0.0.0/25')))).toBe(
      "'ipAddresses' may not be a /25 (P2.3): 3 tiers in 2 zones have subnets too small for a load balancer. Name a " +
        'larger range, or fewer zones.',
    );
  });
});

describe('endpoint policies let through', () => {
  function bucket(name: string): object {
    return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:s3:::${name}/*`]] };
  }

  function gatewaysThat(allow: object): number {
    const template = synthesized((stack) => new IsolatedNetwork(stack, 'Network'));
    const Statement = Match.arrayWith([Match.objectLike({ Condition: Match.absent(), ...allow })]);
    const Properties = { VpcEndpointType: 'Gateway', PolicyDocument: { Statement } };
    return Object.keys(template.findResources(ENDPOINT, { Properties })).length;
  }

  test('the answers of custom resources, signed by CloudFormation', () => {
    const names = ['cloudformation-custom-resource-response-eucentral1', 'cloudformation-waitcondition-eu-central-1'];
    expect(gatewaysThat({ Action: 's3:PutObject', Resource: names.map(bucket) })).toBe(1);
  });

  test('the answers of custom resources where the Region is not known', () => {
    const stack = new Stack(new App(), 'Stack');
    new IsolatedNetwork(stack, 'Network');
    const region = { 'Fn::Join': ['', { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] };
    const template = JSON.stringify(Template.fromStack(stack).findResources(ENDPOINT));
    expect(template).toContain(`":s3:::cloudformation-custom-resource-response-",${JSON.stringify(region)},"/*"`);
  });

  test.each([
    'al2023-repos-eu-central-1-de612dc2',
    'al2023-eu-central-1',
    'prod-eu-central-1-starport-layer-bucket',
    'aws-ssm-eu-central-1',
    'eu-central-1-birdwatcher-prod',
    'patch-baseline-snapshot-eu-central-1',
    'amazoncloudwatch-agent',
  ])('reading what an instance or a container starts with, and nothing else: %s', (name) => {
    expect(gatewaysThat({ Action: 's3:GetObject', Resource: Match.arrayWith([bucket(name)]) })).toBe(1);
  });

  test('further buckets that are named', () => {
    const stack = newStack();
    const { s3Endpoint } = new IsolatedNetwork(stack, 'Network');
    const resources = ['arn:aws:s3:::aws-codedeploy-eu-central-1/*'];
    s3Endpoint.addToPolicy(
      new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['s3:GetObject'], resources }),
    );
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Resource: resources[0] })]) },
    });
  });

  test('an unsigned web identity into roles of the account, through the endpoint of STS alone', () => {
    const { KMS, STS } = InterfaceVpcEndpointAwsService;
    const template = synthesized((stack) => new IsolatedNetwork(stack, 'Network', { endpoints: [KMS, STS] }));
    const federation = {
      Effect: 'Allow',
      Principal: '*',
      Action: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    const federated = template.findResources(ENDPOINT, {
      Properties: { PolicyDocument: { Statement: Match.arrayWith([federation]) } },
    });
    expect(Object.keys(federated)).toEqual([expect.stringMatching(/^NetworkVpcsts/)]);
  });
});
