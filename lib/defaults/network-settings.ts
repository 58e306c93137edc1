import { Vpc, type VpcProps } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  NetworkListener,
  NetworkLoadBalancer,
  Protocol,
  type ApplicationListenerProps,
  type ApplicationLoadBalancerProps,
  type NetworkListenerProps,
  type NetworkLoadBalancerProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { sslPolicyOf } from '../constructs/edge/tls-policy';
import { hardenApplicationLoadBalancer, hardenLoadBalancer } from '../hardening/load-balancer';
import { setting } from './default-setting';

/** The secure defaults of networks, load balancers and listeners. */
export const NETWORK_SETTINGS = [
  setting(Vpc, (props: VpcProps) => ({
    ...props,
    restrictDefaultSecurityGroup: props.restrictDefaultSecurityGroup ?? true,
    flowLogs: props.flowLogs ?? { FlowLogs: {} },
  })),
  setting(ApplicationLoadBalancer, (props: ApplicationLoadBalancerProps, { limits }) =>
    hardenApplicationLoadBalancer(props, limits, props.internetFacing === true),
  ),
  setting(NetworkLoadBalancer, (props: NetworkLoadBalancerProps, { limits }) =>
    hardenLoadBalancer(props, limits, props.internetFacing === true),
  ),
  setting(ApplicationListener, (props: ApplicationListenerProps) => {
    const https =
      props.protocol === ApplicationProtocol.HTTPS || props.port === 443 || props.certificates !== undefined;
    return https ? { ...props, sslPolicy: props.sslPolicy ?? sslPolicyOf() } : props;
  }),
  setting(NetworkListener, (props: NetworkListenerProps) => {
    const tls = props.protocol === Protocol.TLS || props.certificates !== undefined;
    return tls ? { ...props, sslPolicy: props.sslPolicy ?? sslPolicyOf() } : props;
  }),
];
