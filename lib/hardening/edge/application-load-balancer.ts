import {
  DesyncMitigationMode,
  XffHeaderProcessingMode,
  type ApplicationLoadBalancerProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { free, judged, mayNotBe, must, oneOf } from '../decisions';
import type { At, Table } from '../prop-rule';
import { LOAD_BALANCER } from './load-balancer';

type BalancerAt = At<ApplicationLoadBalancerProps>;

const SMUGGLING = {
  rule: 'alb-drop-invalid-headers',
  why: 'a malformed request could be read in one way here and in another way behind it',
} as const;

/** What becomes of every prop of an application load balancer. */
export const APPLICATION_LOAD_BALANCER: Table<ApplicationLoadBalancerProps, BalancerAt> = {
  ...LOAD_BALANCER,
  dropInvalidHeaderFields: must<boolean, BalancerAt>(true, {
    ...SMUGGLING,
    onceDeployed: {
      warn: 'targets no longer see headers whose names hold other characters than letters, digits and -',
    },
  }),
  desyncMitigationMode: oneOf<typeof DesyncMitigationMode, BalancerAt>(
    DesyncMitigationMode,
    ['STRICTEST', 'DEFENSIVE'],
    { ...SMUGGLING, onceDeployed: { warn: 'requests that do not keep to RFC 7230 are refused' } },
  ),
  xffHeaderProcessingMode: {
    ...oneOf<typeof XffHeaderProcessingMode, BalancerAt>(XffHeaderProcessingMode, ['APPEND', 'REMOVE'], {
      clause: 'P2.2.3',
      why: 'whoever calls would choose the address that targets log',
    }),
    fill: undefined,
  },
  wafFailOpen: mayNotBe<boolean, BalancerAt>(true, {
    clause: 'P2.3',
    why: 'requests would pass by the web ACL when it does not answer',
  }),
  crossZoneEnabled: mayNotBe<boolean, BalancerAt>(false, {
    clause: 'P2.3',
    why: 'an application load balancer always spreads over zones',
  }),
  internetFacing: judged('alb-waf'),
  securityGroup: judged('sg-no-public-any-ingress'),
  ipAddressType: free(),
  http2Enabled: free(),
  idleTimeout: free(),
  clientKeepAlive: free(),
  preserveHostHeader: free('free; targets see the name that the client asked for'),
  xAmznTlsVersionAndCipherSuiteHeaders: free(),
  preserveXffClientPort: free(),
};
