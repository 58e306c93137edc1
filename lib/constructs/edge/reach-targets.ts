import { Annotations, Reference, Token, Tokenization } from 'aws-cdk-lib';
import { Peer, Port, type IConnectable } from 'aws-cdk-lib/aws-ec2';
import {
  TargetType,
  type HealthCheck,
  type IApplicationLoadBalancerTarget,
  type INetworkLoadBalancerTarget,
  type LoadBalancerTargetProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IConstruct } from 'constructs';
import { ListeningTargetGroup } from './listening-target-group';

const DESCRIPTION = 'Load balancer to target';

/** A load balancer that reaches the targets of a group, and the ports on which it does. */
export interface Reach {
  /** The load balancer. */
  readonly balancer: IConnectable & IConstruct;

  /** The port of the traffic, for targets that name none of their own. */
  readonly port: number;

  /** How the load balancer sees whether a target is healthy: by default on the port of the traffic. */
  readonly healthCheck?: HealthCheck;
}

/** A target of an application load balancer, which opens to it what the L2 leaves closed. */
export function reachedByRequests(
  target: IApplicationLoadBalancerTarget,
  reach: Reach,
): IApplicationLoadBalancerTarget {
  return {
    attachToApplicationTargetGroup(group) {
      const attached = target.attachToApplicationTargetGroup(group);
      if (attached.targetJson !== undefined) openListed(attached, reach);
      // the L2 opens the port of the traffic alone
      else if (isConnectable(target)) for (const port of healthPorts(reach)) group.registerConnectable(target, port);
      return attached;
    },
  };
}

/** A target of a network load balancer, which opens to it what the L2 leaves closed. */
export function reachedByConnections(target: INetworkLoadBalancerTarget, reach: Reach): INetworkLoadBalancerTarget {
  return {
    attachToNetworkTargetGroup(group) {
      const heard: IConnectable[] = [];
      const open = (connectable: IConnectable, port = Port.tcp(reach.port)): void => {
        heard.push(connectable);
        // said by the target, whose stack may depend on that of the load balancer
        for (const one of [port, ...healthPorts(reach)])
          connectable.connections.allowFrom(reach.balancer, one, DESCRIPTION);
      };
      const attached = takesRequests(target)
        ? target.attachToApplicationTargetGroup(new ListeningTargetGroup(group, open))
        : target.attachToNetworkTargetGroup(group);
      if (attached.targetJson !== undefined) openListed(attached, reach);
      else if (heard.length === 0 && isConnectable(target)) open(target);
      else if (heard.length === 0) warn(reach, 'a target that registers itself');
      return attached;
    },
  };
}

function openListed({ targetType, targetJson }: LoadBalancerTargetProps, reach: Reach): void {
  const { id, port = reach.port } = listed(targetJson);
  const peer = targetType === TargetType.IP ? addressOf(id) : constructOf(id);
  if (peer === undefined) {
    warn(reach, id);
    return;
  }
  for (const one of [Port.tcp(port), ...healthPorts(reach)]) reach.balancer.connections.allowTo(peer, one, DESCRIPTION);
}

/** A target as it stands in the list of a target group. */
function listed(target: unknown): { readonly id: string; readonly port?: number } {
  const entries = new Map<string, unknown>(Object.entries(target ?? {}));
  const port = entries.get('port');
  return { id: String(entries.get('id')), port: typeof port === 'number' ? port : undefined };
}

function addressOf(address: string): IConnectable {
  return address.includes(':') && !Token.isUnresolved(address)
    ? Peer.ipv6(`${address}/128`)
    : Peer.ipv4(`${address}/32`);
}

/** The construct that an id or ARN is of, when it is one of this app that has security groups. */
function constructOf(id: string): IConnectable | undefined {
  const token = Tokenization.reverseString(id).firstToken;
  const owner = Reference.isReference(token) ? token.target.node.scope : undefined;
  return owner !== undefined && isConnectable(owner) ? owner : undefined;
}

function healthPorts({ healthCheck: { port = 'traffic-port' } = {} }: Reach): readonly Port[] {
  if (port === 'traffic-port') return [];
  return [Port.tcp(Token.isUnresolved(port) ? Token.asNumber(port) : Number(port))];
}

function warn({ balancer }: Reach, target: string): void {
  const how = 'call `loadBalancer.connections.allowTo(securityGroup, port)` for the ports of traffic and health checks';
  Annotations.of(balancer).addWarningV2(
    `@cloudnexus/cdk:targetNotReached:${target}`,
    `the security group of ${target} is not known here, so nothing was opened between it and the load balancer: ${how}`,
  );
}

function isConnectable(target: object): target is IConnectable {
  return 'connections' in target;
}

function takesRequests(target: object): target is IApplicationLoadBalancerTarget {
  return 'attachToApplicationTargetGroup' in target;
}
