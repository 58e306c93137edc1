import {
  ApplicationProtocol,
  Protocol,
  type AddApplicationTargetsProps,
  type AddNetworkTargetsProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AlbArnTarget, LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { flaw, free, oneOf } from '../decisions';
import type { At, Table } from '../prop-rule';

type RequestsAt = At<AddApplicationTargetsProps>;
type ConnectionsAt = At<AddNetworkTargetsProps>;

const REQUESTS = oneOf<typeof ApplicationProtocol, RequestsAt>(ApplicationProtocol, ['HTTPS'], {
  rule: 'elbv2-target-encryption',
  why: 'whoever is on the network could read the requests',
});

/** What becomes of every prop of the targets of one of our application load balancers. */
export const APPLICATION_TARGETS: Table<AddApplicationTargetsProps, RequestsAt> = {
  protocol: {
    ...REQUESTS,
    fill: (at) => (invokesFunction(at.props) ? undefined : REQUESTS.fill?.(at)),
  },
  port: {
    says: 'that of the protocol',
    fill: ({ props }) => (invokesFunction(props) ? undefined : props.protocol === ApplicationProtocol.HTTP ? 80 : 443),
  },
  healthCheck: {
    says: 'free; over the protocol of the requests unless it says otherwise, since it carries no data',
    fill: ({ props }) => (invokesFunction(props) ? undefined : { protocol: protocolOf(props) }),
    within: (check, { props }) => (invokesFunction(props) ? check : { protocol: protocolOf(props), ...check }),
  },
  targets: free(),
  priority: free(),
  conditions: free(),
  protocolVersion: free(),
  slowStart: free(),
  stickinessCookieDuration: free(),
  stickinessCookieName: free(),
  targetGroupName: free('free; a target group of a name of its own cannot be replaced'),
  deregistrationDelay: free(),
  loadBalancingAlgorithmType: free(),
  enableAnomalyMitigation: free(),
};

const CONNECTIONS = oneOf<typeof Protocol, ConnectionsAt>(Protocol, ['TLS'], {
  rule: 'elbv2-target-encryption',
  why: 'whoever is on the network could read the connections',
});
/** The redirect of port 80 passes a check; its HTTPS listener would fail one, which speaks TLS 1.2. */
const CHECK_OF_BALANCER = { protocol: Protocol.HTTP, port: '80' };

/** What becomes of every prop of the targets of one of our network load balancers. */
export const NETWORK_TARGETS: Table<AddNetworkTargetsProps, ConnectionsAt> = {
  targets: {
    says: 'may not be an application load balancer',
    rule: 'elbv2-https-only',
    flaws: (_, at) => {
      if (!passesThrough(at.props)) return [];
      const why = 'only a TCP listener reaches one, and passes on what is not encrypted, too';
      const instead = 'Let clients connect to the application load balancer';
      const problem = 'may not be an application load balancer';
      return [flaw({ rule: 'elbv2-https-only', why, instead }, at, problem)];
    },
  },
  protocol: {
    ...CONNECTIONS,
    flaws: (stated, at) => (passesThrough(at.props) ? [] : (CONNECTIONS.flaws?.(stated, at) ?? [])),
    fill: (at) => (passesThrough(at.props) ? Protocol.TCP : CONNECTIONS.fill?.(at)),
    within: (stated, { props }) => (passesThrough(props) ? Protocol.TCP : stated),
  },
  healthCheck: {
    says: 'free; it carries no data',
    fill: ({ props }) => (passesThrough(props) ? CHECK_OF_BALANCER : undefined),
    within: (check, { props }) => (passesThrough(props) ? { ...CHECK_OF_BALANCER, ...check } : check),
  },
  port: free(),
  targetGroupName: free('free; a target group of a name of its own cannot be replaced'),
  deregistrationDelay: free(),
  proxyProtocolV2: free(),
  preserveClientIp: free('free; targets let the security group of the load balancer in, whosever address they see'),
};

/** Whether targets are an application load balancer, to which a listener passes on whatever comes. */
export function passesThrough({ targets = [] }: AddNetworkTargetsProps): boolean {
  return targets.some((target) => target instanceof AlbArnTarget);
}

/** Whether targets are reached by no network, so that a protocol would be refused. */
export function invokesFunction({ targets = [] }: AddApplicationTargetsProps): boolean {
  return targets.some((target) => target instanceof LambdaTarget);
}

function protocolOf({ protocol }: AddApplicationTargetsProps): Protocol {
  return protocol === ApplicationProtocol.HTTP ? Protocol.HTTP : Protocol.HTTPS;
}
