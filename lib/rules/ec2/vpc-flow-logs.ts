import { anyOf, at, because, equals } from '../../template/read/certainty';
import { demanded, seen } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'vpc-flow-logs',
  title: 'VPC logs all of its traffic',
  clause: 'P2.3',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::VPC'],
  rationale: 'Without flow logs nobody can say afterwards which hosts an intruder reached, or what left the network.',
  remediation:
    'Add an `AWS::EC2::FlowLog` with the `ResourceId` of the VPC and `TrafficType` ALL (`flowLogs` in the CDK).',
  controls: {
    iso27001: { 'A.8.15': 'peer', 'A.8.16': 'peer', 'A.8.20': 'peer' },
    soc2: { 'CC7.2': 'peer' },
    hipaa: { '164.308(a)(1)(ii)(D)': 'peer', '164.308(a)(3)(ii)(A)': 'peer', '164.312(b)': 'peer' },
    pci: { '10.2.1': 'peer', '10.2.1.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['vpc-flow-logs-enabled'],
    securityHub: ['EC2.6'],
    cdkNag: ['VPCFlowLogsEnabled'],
    prowler: ['vpc_flow_logs_enabled'],
  },
  *check(vpc, { relations }) {
    const types = relations.pointingAt(vpc, 'AWS::EC2::FlowLog', 'ResourceId').map((log) => log.text('TrafficType'));
    const kinds = types.map((type) => seen(type).reason ?? '');
    const reason = types.length === 0 ? 'none' : `flow logs of ${kinds.join(' and ')}`;
    const all = anyOf(types, (type) => equals(type, 'ALL'));
    yield* demanded(at('', because(all, { reason })), 'a flow log of all traffic');
  },
});
