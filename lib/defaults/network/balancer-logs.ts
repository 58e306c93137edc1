import { Stack } from 'aws-cdk-lib';
import { BaseLoadBalancer, CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IConstruct } from 'constructs';
import { logInto, type LogSender } from '../../constructs/edge/load-balancer-logs';
import { SecureBucket } from '../../constructs/storage/secure-bucket';

const LOGS = 'access_logs.s3.enabled';

/** Logs who connects to a plain load balancer, unless somebody decided on its logs. */
export function logWhatIsNotLogged(balancer: IConstruct, sender: LogSender): void {
  if (!(balancer instanceof BaseLoadBalancer)) return;
  const resource = balancer.node.defaultChild;
  if (!(resource instanceof CfnLoadBalancer)) return;
  const attributes = Stack.of(balancer).resolve(resource.loadBalancerAttributes) as
    readonly CfnLoadBalancer.LoadBalancerAttributeProperty[] | undefined;
  if (attributes?.some(({ key }) => key === LOGS) === true) return;
  logInto(balancer, SecureBucket.accessLogsOf(balancer).bucket, ['access_logs'], sender);
}
