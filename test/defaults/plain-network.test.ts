import { App, BootstraplessSynthesizer, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { FlowLog, FlowLogResourceType, FlowLogTrafficType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ListenerAction,
  ListenerCertificate,
  NetworkLoadBalancer,
  Protocol,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { context } from '../../cdk.json';
import { SecureDefaults, type SecureDefaultsProps } from '../../lib';

const certificates = [ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/one')];
const defaultAction = ListenerAction.fixedResponse(404);
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RESTRICTION = 'Custom::VpcRestrictDefaultSG';

beforeAll(() => {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(console, 'warn').mockImplementation();
});

function built(build: (stack: Stack) => void, props?: SecureDefaultsProps, flags: object = context): Stack {
  const app = new App({ context: { ...flags } });
  SecureDefaults.apply(app, props);
  const stack = new Stack(app, 'Plain', { env: { account: '111122223333', region: 'eu-west-1' } });
  build(stack);
  return stack;
}

function balancer(stack: Stack): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') });
}

function said(stack: Stack, path: string, text: string): void {
  Annotations.fromStack(stack).hasInfo(path, Match.stringLikeRegexp(text));
}

function warned(stack: Stack, path: string, text: string): void {
  Annotations.fromStack(stack).hasWarning(path, Match.stringLikeRegexp(text));
}

describe('what is stated weaker than the policy stays, and is said', () => {
  test('a listener that speaks old versions of TLS', () => {
    const stack = built((plain) => {
      balancer(plain).addListener('Https', { port: 443, certificates, defaultAction, sslPolicy: SslPolicy.TLS12_EXT });
    });
    said(stack, '/Plain/Balancer/Https', "'sslPolicy' must be TLS13_13 or .*, got TLS12_EXT: a client could negotiate");
    Template.fromStack(stack).hasResourceProperties(LISTENER, { SslPolicy: SslPolicy.TLS12_EXT });
  });

  test('an open default security group', () => {
    const stack = built((plain) => new Vpc(plain, 'Vpc', { restrictDefaultSecurityGroup: false }));
    said(stack, '/Plain/Vpc', "'restrictDefaultSecurityGroup' may not be false: ");
    Template.fromStack(stack).resourceCountIs(RESTRICTION, 0);
  });

  test('flow logs of what was rejected alone', () => {
    const flowLogs = { Rejected: { trafficType: FlowLogTrafficType.REJECT } };
    const stack = built((plain) => new Vpc(plain, 'Vpc', { flowLogs }));
    said(stack, '/Plain/Vpc', "'flowLogs' must log all traffic: ");
    Template.fromStack(stack).resourceCountIs('AWS::EC2::FlowLog', 1);
  });

  test('a network load balancer without security groups', () => {
    const stack = built((plain) => {
      new NetworkLoadBalancer(plain, 'Balancer', { vpc: new Vpc(plain, 'Vpc'), disableSecurityGroups: true });
    });
    expect(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup')).toEqual({});
    said(
      stack,
      '/Plain/Balancer',
      "'disableSecurityGroups' may not be true: without a group nothing limits who connects",
    );
  });
});

describe('listeners', () => {
  test.each([
    ['of HTTP take no policy', { port: 80 }, Match.absent()],
    ['that tell HTTPS by their port speak TLS 1.3', { port: 8443, certificates }, SslPolicy.TLS13_13],
    ['whose certificates come later speak TLS 1.3', { port: 443 }, SslPolicy.TLS13_13],
  ])('%s', (_, props, policy) => {
    const stack = built((plain) => {
      balancer(plain)
        .addListener('One', { ...props, defaultAction })
        .addCertificates('Later', certificates);
    });
    Template.fromStack(stack).hasResourceProperties(LISTENER, { Port: props.port, SslPolicy: policy });
  });

  test.each([
    ['of TCP take no policy', { port: 443, protocol: Protocol.TCP }, Match.absent()],
    ['with certificates speak TLS 1.3', { port: 443, certificates }, SslPolicy.TLS13_13],
  ])('of network load balancers %s', (_, props, policy) => {
    const stack = built((plain) => {
      const vpc = new Vpc(plain, 'Vpc');
      new NetworkLoadBalancer(plain, 'Balancer', { vpc })
        .addListener('One', props)
        .addTargets('Targets', { port: 443 });
    });
    Template.fromStack(stack).hasResourceProperties(LISTENER, { SslPolicy: policy });
  });
});

describe('access logs', () => {
  test('come to the bucket for access logs, where no Region is known as well', () => {
    const app = new App({ context });
    SecureDefaults.apply(app);
    const stack = new Stack(app, 'Plain');
    balancer(stack);
    Template.fromStack(stack).hasResourceProperties(BALANCER, {
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: { Ref: Match.stringLikeRegexp('^AccessLogsBucket') } },
      ]),
    });
  });

  test.each<[string, (one: ApplicationLoadBalancer, stack: Stack) => void, readonly string[]]>([
    [
      'into a bucket of one’s own',
      (one, stack) => {
        one.logAccessLogs(new Bucket(stack, 'Logs'), 'mine');
      },
      ['access_logs.s3.enabled=true', 'access_logs.s3.bucket', 'access_logs.s3.prefix=mine'],
    ],
    [
      'that somebody switched off',
      (one) => {
        one.setAttribute('access_logs.s3.enabled', 'false');
      },
      ['access_logs.s3.enabled=false'],
    ],
  ])('%s stay as they are', (_, decide, attributes) => {
    const stack = built((plain) => {
      decide(balancer(plain), plain);
    });
    const found = Template.fromStack(stack).findResources(BALANCER) as Record<
      string,
      { Properties: { LoadBalancerAttributes: { Key: string; Value: unknown }[] } }
    >;
    const logs = Object.values(found)
      .flatMap(({ Properties }) => Properties.LoadBalancerAttributes)
      .filter(({ Key }) => Key.startsWith('access_logs'));
    expect(logs.map(({ Key, Value }) => (typeof Value === 'string' ? `${Key}=${Value}` : Key))).toEqual(attributes);
  });
});

describe('a network', () => {
  test('gets one flow log, under the id that it had before', () => {
    const template = Template.fromStack(built((plain) => new Vpc(plain, 'Vpc')));
    expect(Object.keys(template.findResources('AWS::EC2::FlowLog'))).toEqual(['VpcFlowLogsFlowLogBB096F0F']);
  });

  test.each<[string, (vpc: Vpc) => void]>([
    ['under our id', (vpc) => vpc.addFlowLog('FlowLogs')],
    ['under another id', (vpc) => vpc.addFlowLog('Own')],
    ['beside it', (vpc) => new FlowLog(vpc.stack, 'Own', { resourceType: FlowLogResourceType.fromVpc(vpc) })],
  ])('may get a flow log from its team %s', (_, add) => {
    const stack = built((plain) => {
      add(new Vpc(plain, 'Vpc'));
    });
    Template.fromStack(stack).resourceCountIs('AWS::EC2::FlowLog', 1);
  });

  test('may stand in a stack that deploys no assets: its default group is left, which a warning says', () => {
    const app = new App();
    SecureDefaults.apply(app);
    const stack = new Stack(app, 'Plain', { synthesizer: new BootstraplessSynthesizer() });
    new Vpc(stack, 'Vpc');
    Template.fromStack(stack).resourceCountIs(RESTRICTION, 0);
    warned(stack, '/Plain/Vpc', "'restrictDefaultSecurityGroup' is left as it is: the synthesizer of the stack");
  });

  test('may stand in a nested stack', () => {
    let nested: NestedStack | undefined;
    built((plain) => {
      nested = new NestedStack(plain, 'Nested');
      new Vpc(nested, 'Vpc');
      new ApplicationLoadBalancer(nested, 'Balancer', { vpc: new Vpc(nested, 'Other') });
    });
    expect(nested).toBeDefined();
    if (nested === undefined) return;
    Template.fromStack(nested).resourceCountIs(RESTRICTION, 2);
  });
});

test('what is deployed is told of what changes for its clients, and keeps its default security group', () => {
  const deploy = (plain: Stack): void => {
    balancer(plain).addListener('Https', { port: 443, certificates, defaultAction });
  };
  const stack = built(deploy, { deployed: true }, {});
  Template.fromStack(stack).resourceCountIs(RESTRICTION, 0);
  warned(stack, '/Plain/Vpc', "'restrictDefaultSecurityGroup' is left as it is: what still uses the default");
  warned(stack, '/Plain/Balancer/Https', "'sslPolicy' is set for what is deployed: clients that speak no TLS 1.3");
  warned(stack, '/Plain/Balancer', "'dropInvalidHeaderFields' is set .*'desyncMitigationMode' is set");
});
