import type { JsonObject } from '../../lib/template/model/json';
import { setOf } from '../template/document';
import { att, changed, resource, without, type Resources } from './changed';
import { reachabilityFaults } from './reachability';

const NOTHING = { CidrIp: '255.255.255.255/32', IpProtocol: 'icmp', FromPort: 252, ToPort: 86 };
const group = (properties: JsonObject = {}): JsonObject =>
  resource('AWS::EC2::SecurityGroup', { VpcId: { Ref: 'Vpc' }, SecurityGroupEgress: [NOTHING], ...properties });
const id = (logicalId: string): JsonObject => att(logicalId, 'GroupId');
const port = (number: number, protocol = 'tcp'): JsonObject => ({
  IpProtocol: protocol,
  FromPort: number,
  ToPort: number,
});
const letIn = (owner: string, from: string, ports: JsonObject): JsonObject =>
  resource('AWS::EC2::SecurityGroupIngress', { GroupId: id(owner), SourceSecurityGroupId: id(from), ...ports });
const letOut = (owner: string, to: string, ports: JsonObject): JsonObject =>
  resource('AWS::EC2::SecurityGroupEgress', { GroupId: id(owner), DestinationSecurityGroupId: id(to), ...ports });
const subnet = (CidrBlock: string): JsonObject => resource('AWS::EC2::Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock });
const DATABASE_PORT = {
  IpProtocol: 'tcp',
  FromPort: att('Tokens', 'Endpoint.Port'),
  ToPort: att('Tokens', 'Endpoint.Port'),
};

/** A network load balancer, a service behind it whose health is asked on another port, and the database of the service. */
const WORKING: Resources = {
  Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
  SubnetA: subnet('10.0.0.0/24'),
  SubnetB: subnet('10.0.1.0/24'),
  EntranceGroup: group({ SecurityGroupIngress: [{ CidrIp: '10.1.0.0/16', ...port(443) }] }),
  ServiceGroup: group(),
  TokensGroup: group(),
  Entrance: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Type: 'network',
    Scheme: 'internal',
    SecurityGroups: [id('EntranceGroup')],
    Subnets: [{ Ref: 'SubnetA' }],
  }),
  Listener: resource('AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: { Ref: 'Entrance' },
    Port: 443,
    Protocol: 'TLS',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
  }),
  Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
    Port: 80,
    Protocol: 'TLS',
    TargetType: 'ip',
    HealthCheckPort: '9000',
  }),
  Service: resource('AWS::ECS::Service', {
    LoadBalancers: [{ ContainerName: 'one', ContainerPort: 8443, TargetGroupArn: { Ref: 'Targets' } }],
    NetworkConfiguration: {
      AwsvpcConfiguration: { SecurityGroups: [id('ServiceGroup')], Subnets: [{ Ref: 'SubnetB' }] },
    },
  }),
  RequestsOut: letOut('EntranceGroup', 'ServiceGroup', port(8443)),
  RequestsIn: letIn('ServiceGroup', 'EntranceGroup', port(8443)),
  HealthOut: letOut('EntranceGroup', 'ServiceGroup', port(9000)),
  HealthIn: letIn('ServiceGroup', 'EntranceGroup', port(9000)),
  TokensSubnets: resource('AWS::RDS::DBSubnetGroup', { SubnetIds: [{ Ref: 'SubnetB' }] }),
  Tokens: resource('AWS::RDS::DBInstance', {
    Engine: 'postgres',
    VPCSecurityGroups: [id('TokensGroup')],
    DBSubnetGroupName: { Ref: 'TokensSubnets' },
  }),
  QueriesOut: letOut('ServiceGroup', 'TokensGroup', DATABASE_PORT),
  QueriesIn: letIn('TokensGroup', 'ServiceGroup', DATABASE_PORT),
};

function faults(resources: Resources): string[] {
  return reachabilityFaults(setOf({ app: { Resources: resources } }));
}

test('finds nothing where both halves of each way are there', () => {
  expect(faults(WORKING)).toEqual([]);
});

const ENTRANCE = 'Entrance (app) does not reach Service (app) on tcp';

describe('with one half gone', () => {
  test.each<[string, Resources, string[]]>([
    [
      'the balancer is not let out to the port of requests',
      without(WORKING, 'RequestsOut'),
      [`${ENTRANCE} 8443 for requests: no security group of Entrance (app) lets tcp 8443 out to it.`],
    ],
    [
      'the target does not let it in',
      without(WORKING, 'RequestsIn'),
      [`${ENTRANCE} 8443 for requests: no security group of Service (app) lets tcp 8443 in from it.`],
    ],
    [
      'the balancer is not let out to the port of health checks',
      without(WORKING, 'HealthOut'),
      [`${ENTRANCE} 9000 for health checks: no security group of Entrance (app) lets tcp 9000 out to it.`],
    ],
    [
      'the target does not let health checks in',
      without(WORKING, 'HealthIn'),
      [`${ENTRANCE} 9000 for health checks: no security group of Service (app) lets tcp 9000 in from it.`],
    ],
    [
      'nobody is let in at the balancer',
      changed(WORKING, 'EntranceGroup', { SecurityGroupIngress: undefined }),
      ['Nobody reaches Listener (app): no security group of Entrance (app) lets tcp 443 in.'],
    ],
    [
      'the client is let in at the database, and not out',
      without(WORKING, 'QueriesOut'),
      [
        'ServiceGroup (app) does not reach Tokens (app) on tcp 5432: QueriesIn (app) lets it in, and no rule of its own lets it out.',
      ],
    ],
    [
      'the client is let out to the database, and not in',
      without(WORKING, 'QueriesIn'),
      [
        'ServiceGroup (app) does not reach Tokens (app) on tcp 5432: QueriesOut (app) lets it out, and no security group of the database lets it in.',
      ],
    ],
  ])('%s', (_, resources, sentences) => {
    expect(faults(resources)).toEqual(sentences);
  });
});

describe('ports', () => {
  test.each<[string, JsonObject, boolean]>([
    ['one below', { IpProtocol: 'tcp', FromPort: 8442, ToPort: 8442 }, false],
    ['a range that ends there', { IpProtocol: 'tcp', FromPort: 8000, ToPort: 8443 }, true],
    ['a range that ends before', { IpProtocol: 'tcp', FromPort: 8000, ToPort: 8442 }, false],
    ['a range that begins there', { IpProtocol: '6', FromPort: 8443, ToPort: 9000 }, true],
    ['the other protocol', port(8443, 'udp'), false],
    ['every protocol', { IpProtocol: '-1' }, true],
    ['every port of the protocol', { IpProtocol: 'tcp', FromPort: 0, ToPort: 65535 }, true],
  ])('%s', (_, ports, isOpen) => {
    const resources = { ...WORKING, RequestsOut: letOut('EntranceGroup', 'ServiceGroup', ports) };
    expect(faults(resources)).toHaveLength(isOpen ? 0 : 1);
  });

  test('TCP_UDP needs both protocols, and health checks TCP alone', () => {
    const resources = changed(WORKING, 'Targets', { Protocol: 'TCP_UDP' });
    expect(faults(resources)).toEqual([
      `Entrance (app) does not reach Service (app) on udp 8443 for requests: no security group of Entrance (app) lets udp 8443 out to it.`,
      `Entrance (app) does not reach Service (app) on udp 8443 for requests: no security group of Service (app) lets udp 8443 in from it.`,
    ]);
  });

  test('a database listens on the port that it states', () => {
    const numbered = { ...WORKING, QueriesOut: letOut('ServiceGroup', 'TokensGroup', port(5432)) };
    expect(faults(numbered)).toEqual([]);
    expect(faults(changed(numbered, 'Tokens', { Port: '6543' }))).not.toEqual([]);
  });
});

describe('addresses', () => {
  const outTo = (CidrIp: string | JsonObject): Resources =>
    without(
      changed(WORKING, 'EntranceGroup', { SecurityGroupEgress: [{ CidrIp, IpProtocol: '-1' }] }),
      'RequestsOut',
      'HealthOut',
    );

  test.each<[string, string | JsonObject, boolean]>([
    ['the block of the network', att('Vpc', 'CidrBlock'), true],
    ['the subnet of the target', '10.0.1.0/24', true],
    ['half of the subnet of the target', '10.0.1.0/25', false],
    ['the subnet beside it', '10.0.0.0/24', false],
    ['everywhere', '0.0.0.0/0', true],
  ])('the balancer is let out to %s', (_, cidr, isOpen) => {
    expect(faults(outTo(cidr))).toHaveLength(isOpen ? 0 : 2);
  });

  test('two halves make a whole', () => {
    const SecurityGroupEgress = ['10.0.1.0/25', '10.0.1.128/25'].map((CidrIp) => ({ CidrIp, IpProtocol: '-1' }));
    const resources = changed(WORKING, 'EntranceGroup', { SecurityGroupEgress });
    expect(faults(without(resources, 'RequestsOut', 'HealthOut'))).toEqual([]);
  });

  test('a group that says nothing of egress lets everything out, and the dummy rule of CDK nothing', () => {
    const resources = without(WORKING, 'RequestsOut', 'HealthOut');
    expect(faults(changed(resources, 'EntranceGroup', { SecurityGroupEgress: undefined }))).toEqual([]);
    expect(faults(resources)).toHaveLength(2);
  });

  test('a target that is an address has no group: its way is the egress of the balancer', () => {
    const target = (Id: string): Resources =>
      changed(without(outTo('10.0.1.0/24'), 'Service', 'RequestsIn', 'HealthIn'), 'Targets', {
        Targets: [{ Id, Port: 8443 }],
      });
    expect(faults(target('10.0.1.255'))).toEqual([]);
    expect(faults(target('10.0.2.0'))).toEqual([
      'Entrance (app) does not reach the address 10.0.2.0 on tcp 8443 for requests: no security group of Entrance (app) lets tcp 8443 out to it.',
      'Entrance (app) does not reach the address 10.0.2.0 on tcp 9000 for health checks: no security group of Entrance (app) lets tcp 9000 out to it.',
    ]);
  });

  test('a dual-stack balancer that is open to the internet is open to IPv6, too', () => {
    const open = (...ranges: readonly JsonObject[]): Resources =>
      changed(
        changed(WORKING, 'Entrance', { Scheme: 'internet-facing', IpAddressType: 'dualstack' }),
        'EntranceGroup',
        {
          SecurityGroupIngress: ranges.map((range) => ({ ...range, ...port(443) })),
        },
      );
    expect(faults(open({ CidrIp: '0.0.0.0/0' }, { CidrIpv6: '::/0' }))).toEqual([]);
    expect(faults(open({ CidrIp: '0.0.0.0/0' }))).toEqual([
      'Clients over IPv6 do not reach Listener (app): no security group of Entrance (app), which is dual-stack, lets tcp 443 in from ::/0.',
    ]);
  });
});

describe('whom the target of a network load balancer sees', () => {
  const byAddress = (CidrIp: string, clients?: string): Resources => {
    const SecurityGroupIngress = [{ CidrIp, IpProtocol: 'tcp', FromPort: 8443, ToPort: 9000 }];
    const resources = changed(without(WORKING, 'RequestsIn', 'HealthIn'), 'ServiceGroup', { SecurityGroupIngress });
    const TargetGroupAttributes = [{ Key: 'preserve_client_ip.enabled', Value: 'true' }];
    return clients === undefined ? resources : changed(resources, 'Targets', { TargetGroupAttributes });
  };
  const ways = (resources: Resources): string[] => faults(resources).filter((one) => one.startsWith('Entrance'));

  test('the balancer, for addresses behind TLS', () => {
    expect(ways(byAddress('10.0.0.0/24'))).toEqual([]);
    expect(ways(byAddress('10.1.0.0/16'))).toHaveLength(2);
  });

  test('its clients, where their addresses are kept; health checks come from the balancer all the same', () => {
    expect(ways(byAddress('10.0.0.0/24', 'kept'))).toEqual([
      `${ENTRANCE} 8443 for requests: no security group of Service (app) lets tcp 8443 in from it.`,
    ]);
    expect(ways(byAddress('10.0.0.0/15', 'kept'))).toEqual([]);
  });
});

describe('network ACLs', () => {
  const entry = (rest: JsonObject): JsonObject =>
    resource('AWS::EC2::NetworkAclEntry', {
      NetworkAclId: { Ref: 'Acl' },
      CidrBlock: '10.0.0.0/16',
      RuleAction: 'allow',
      Protocol: 6,
      ...rest,
    });
  const ACL: Resources = {
    ...WORKING,
    Acl: resource('AWS::EC2::NetworkAcl', { VpcId: { Ref: 'Vpc' } }),
    Association: resource('AWS::EC2::SubnetNetworkAclAssociation', {
      SubnetId: { Ref: 'SubnetB' },
      NetworkAclId: { Ref: 'Acl' },
    }),
    In: entry({ RuleNumber: 100, Egress: false, PortRange: { From: 8443, To: 9000 } }),
    Answers: entry({ RuleNumber: 100, Egress: true, PortRange: { From: 1024, To: 65535 } }),
  };

  test('are passed when they let requests in and answers out', () => {
    expect(faults(ACL)).toEqual([]);
  });

  test.each<[string, Resources, string]>([
    ['nothing in', without(ACL, 'In'), 'the network ACL of SubnetB (app) lets nothing in'],
    ['no answers out', without(ACL, 'Answers'), 'the network ACL of SubnetB (app) lets no answers out'],
    [
      'a part of the answers out',
      changed(ACL, 'Answers', { PortRange: { From: 1025, To: 65535 } }),
      'the network ACL of SubnetB (app) lets no answers out',
    ],
    [
      'nothing in from a part of the other subnet, for an earlier entry',
      {
        ...ACL,
        Deny: entry({ RuleNumber: 50, Egress: false, CidrBlock: '10.0.0.128/25', RuleAction: 'deny', Protocol: -1 }),
      },
      'the network ACL of SubnetB (app) lets nothing in',
    ],
  ])('that let %s are seen', (_, resources, half) => {
    expect(faults(resources)).toEqual([
      `${ENTRANCE} 8443 for requests: ${half}.`,
      `${ENTRANCE} 9000 for health checks: ${half}.`,
    ]);
  });

  test('a later entry changes nothing', () => {
    expect(
      faults({ ...ACL, Deny: entry({ RuleNumber: 200, Egress: false, RuleAction: 'deny', Protocol: -1 }) }),
    ).toEqual([]);
  });
});

describe('nobody else', () => {
  const range = (CidrIp: string): JsonObject => ({ CidrIp, ...port(5432) });

  test('reaches a database by address', () => {
    expect(faults(changed(WORKING, 'TokensGroup', { SecurityGroupIngress: [range('10.0.0.0/16')] }))).toEqual([
      '10.0.0.0/16 reaches Tokens (app) on tcp 5432, which no grant names: a rule of TokensGroup (app) opens it.',
    ]);
  });

  test('reaches a target past its balancer', () => {
    const resources = changed(WORKING, 'ServiceGroup', {
      SecurityGroupIngress: [{ CidrIp: '0.0.0.0/0', ...port(8443) }],
    });
    expect(faults(resources)).toEqual([
      '0.0.0.0/0 reaches Service (app) on tcp 8443, which no grant names: a rule of ServiceGroup (app) opens it.',
    ]);
  });

  test('but whoever was granted on both sides', () => {
    const resources: Resources = {
      ...WORKING,
      OtherGroup: group(),
      OtherOut: letOut('OtherGroup', 'ServiceGroup', port(8443)),
      OtherIn: letIn('ServiceGroup', 'OtherGroup', port(8443)),
    };
    expect(faults(resources)).toEqual([]);
    expect(faults(without(resources, 'OtherOut'))).toEqual([
      'OtherGroup (app) does not reach Service (app) on tcp 8443: OtherIn (app) lets it in, and no rule of its own lets it out.',
    ]);
  });

  test('comes in on a port on which the database does not listen', () => {
    expect(faults({ ...WORKING, Wrong: letIn('TokensGroup', 'ServiceGroup', port(3306)) })).toEqual([
      'ServiceGroup (app) does not reach Tokens (app) on tcp 3306: Wrong (app) lets it in, and no rule of its own lets it out.',
      'Wrong (app) lets tcp 3306 in, on which Tokens (app) does not listen.',
    ]);
  });
});

describe('other targets', () => {
  const launched: Resources = {
    ...without(WORKING, 'Service'),
    Launch: resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { SecurityGroupIds: [id('ServiceGroup')] } }),
    Workers: resource('AWS::AutoScaling::AutoScalingGroup', {
      LaunchTemplate: { LaunchTemplateId: { Ref: 'Launch' }, Version: '1' },
      TargetGroupARNs: [{ Ref: 'Targets' }],
      VPCZoneIdentifier: [{ Ref: 'SubnetB' }],
    }),
    Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Port: 8443,
      Protocol: 'TLS',
      TargetType: 'instance',
      HealthCheckPort: '9000',
    }),
  };

  test('instances of an Auto Scaling group wear what their launch template says', () => {
    expect(faults(launched)).toEqual([]);
    expect(faults(without(launched, 'RequestsIn'))).toEqual([
      'Entrance (app) does not reach Workers (app) on tcp 8443 for requests: no security group of Workers (app) lets tcp 8443 in from it.',
    ]);
    const interfaces = { NetworkInterfaces: [{ Groups: [id('TokensGroup')] }] };
    expect(faults(changed(launched, 'Launch', { LaunchTemplateData: interfaces }))).toHaveLength(4);
  });

  test('an instance without a group wears the default one of its network, which lets nobody else in', () => {
    const one: Resources = {
      ...without(launched, 'Workers'),
      Machine: resource('AWS::EC2::Instance', { SubnetId: { Ref: 'SubnetB' } }),
    };
    const Targets = [{ Id: { Ref: 'Machine' } }];
    expect(faults(changed(one, 'Targets', { Targets }))).toHaveLength(4);
    expect(
      faults(changed(changed(one, 'Machine', { SecurityGroupIds: [id('ServiceGroup')] }), 'Targets', { Targets })),
    ).toEqual([]);
  });

  test('a function is invoked by permission', () => {
    const lambda: Resources = {
      ...without(WORKING, 'Service', 'RequestsIn', 'RequestsOut', 'HealthIn', 'HealthOut'),
      Handler: resource('AWS::Lambda::Function'),
      Permission: resource('AWS::Lambda::Permission', {
        Action: 'lambda:InvokeFunction',
        FunctionName: att('Handler', 'Arn'),
        Principal: 'elasticloadbalancing.amazonaws.com',
      }),
      Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
        TargetType: 'lambda',
        Targets: [{ Id: att('Handler', 'Arn') }],
      }),
    };
    expect(faults(lambda)).toEqual([]);
    expect(faults(without(lambda, 'Permission'))).toEqual([
      'Entrance (app) does not reach Handler (app): no permission lets elasticloadbalancing.amazonaws.com invoke it.',
    ]);
  });

  test('an application load balancer listens behind a network load balancer', () => {
    const behind: Resources = {
      ...without(WORKING, 'Service'),
      Web: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        SecurityGroups: [id('ServiceGroup')],
        Subnets: [{ Ref: 'SubnetB' }],
      }),
      Https: resource('AWS::ElasticLoadBalancingV2::Listener', {
        LoadBalancerArn: { Ref: 'Web' },
        Port: 8443,
        Protocol: 'HTTPS',
        DefaultActions: [],
      }),
      Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
        Port: 8443,
        Protocol: 'TCP',
        TargetType: 'alb',
        HealthCheckPort: '9000',
        Targets: [{ Id: { Ref: 'Web' } }],
      }),
    };
    expect(faults(behind)).toEqual([]);
    expect(faults(changed(behind, 'Https', { Port: 444 }))).toEqual([
      'Entrance (app) does not reach Web (app): it has no listener on tcp 8443.',
      'Nobody reaches Https (app): no security group of Web (app) lets tcp 444 in.',
    ]);
  });

  test('containers on instances listen where Docker puts them', () => {
    const bridged: Resources = {
      ...changed(without(launched, 'RequestsIn', 'RequestsOut'), 'Workers', { TargetGroupARNs: undefined }),
      DynamicOut: letOut('EntranceGroup', 'ServiceGroup', { IpProtocol: 'tcp', FromPort: 32768, ToPort: 65535 }),
      DynamicIn: letIn('ServiceGroup', 'EntranceGroup', { IpProtocol: 'tcp', FromPort: 32768, ToPort: 65535 }),
      Cluster: resource('AWS::ECS::Cluster'),
      Provider: resource('AWS::ECS::CapacityProvider', {
        AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Workers' } },
      }),
      Providers: resource('AWS::ECS::ClusterCapacityProviderAssociations', {
        Cluster: { Ref: 'Cluster' },
        CapacityProviders: [{ Ref: 'Provider' }],
      }),
      Task: resource('AWS::ECS::TaskDefinition', {
        ContainerDefinitions: [{ Name: 'one', PortMappings: [{ ContainerPort: 8443, HostPort: 0 }] }],
      }),
      Service: resource('AWS::ECS::Service', {
        Cluster: { Ref: 'Cluster' },
        TaskDefinition: { Ref: 'Task' },
        LoadBalancers: [{ ContainerName: 'one', ContainerPort: 8443, TargetGroupArn: { Ref: 'Targets' } }],
      }),
    };
    expect(faults(bridged)).toEqual([]);
    expect(faults(changed(bridged, 'DynamicOut', { FromPort: 32769 }))).toEqual([
      'Entrance (app) does not reach Service (app) on Workers (app) on tcp 32768-65535 for requests: no security group of Entrance (app) lets tcp 32768-65535 out to it.',
    ]);
  });
});

test('a proxy reaches the database behind it', () => {
  const proxied: Resources = {
    ...WORKING,
    ProxyGroup: group(),
    Proxy: resource('AWS::RDS::DBProxy', { EngineFamily: 'POSTGRESQL', VpcSecurityGroupIds: [id('ProxyGroup')] }),
    ProxyTargets: resource('AWS::RDS::DBProxyTargetGroup', {
      DBProxyName: { Ref: 'Proxy' },
      DBInstanceIdentifiers: [{ Ref: 'Tokens' }],
    }),
    ProxyOut: letOut('ProxyGroup', 'TokensGroup', DATABASE_PORT),
    ProxyIn: letIn('TokensGroup', 'ProxyGroup', DATABASE_PORT),
  };
  expect(faults(proxied)).toEqual([]);
  expect(faults(without(proxied, 'ProxyOut', 'ProxyIn'))).toEqual([
    'Proxy (app) does not reach Tokens (app): no security group of Proxy (app) lets tcp 5432 out to it.',
    'Proxy (app) does not reach Tokens (app): no security group of Tokens (app) lets tcp 5432 in from it.',
  ]);
});

test('follows what another stack of the assembly exports', () => {
  const exported = { 'Fn::ImportValue': 'service-group' };
  const rules = without(WORKING, 'ServiceGroup', 'RequestsIn', 'HealthIn', 'QueriesIn', 'QueriesOut');
  const text = JSON.stringify(rules).replaceAll(JSON.stringify(id('ServiceGroup')), JSON.stringify(exported));
  const network = {
    Resources: { ServiceGroup: group() },
    Outputs: { Group: { Value: id('ServiceGroup'), Export: { Name: 'service-group' } } },
  };
  const app = JSON.parse(text) as Resources;
  const ingress = (ports: JsonObject): JsonObject =>
    resource('AWS::EC2::SecurityGroupIngress', {
      GroupId: exported,
      SourceSecurityGroupId: id('EntranceGroup'),
      ...ports,
    });
  const whole = { ...app, RequestsIn: ingress(port(8443)), HealthIn: ingress(port(9000)) };
  expect(reachabilityFaults(setOf({ network, app: { Resources: whole } }))).toEqual([]);
  expect(reachabilityFaults(setOf({ network, app: { Resources: without(whole, 'HealthIn') } }))).toEqual([
    `${ENTRANCE} 9000 for health checks: no security group of Service (app) lets tcp 9000 in from it.`,
  ]);
});

test('says nothing of groups whose rules are elsewhere', () => {
  const text = JSON.stringify(without(WORKING, 'ServiceGroup', 'RequestsIn', 'HealthIn')).replaceAll(
    JSON.stringify(id('ServiceGroup')),
    '"sg-0123456789abcdef0"',
  );
  expect(faults(JSON.parse(text) as Resources)).toEqual([]);
});

test('looks at every way in which conditions can turn out', () => {
  const template = {
    Conditions: { Checked: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } },
    Resources: { ...WORKING, HealthIn: { ...WORKING['HealthIn'], Condition: 'Checked' } },
  };
  expect(reachabilityFaults(setOf({ app: template }))).toEqual([
    `${ENTRANCE} 9000 for health checks: no security group of Service (app) lets tcp 9000 in from it.`,
  ]);
});
