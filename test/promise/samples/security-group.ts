import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { SecureSecurityGroup } from '../../../lib';
import { SECURITY_GROUP, type OpenableGroupProps } from '../../../lib/hardening/network/security-group';
import { made, subject, value } from '../subject';
import { network } from './network';

export default subject<OpenableGroupProps>({
  name: 'SecureSecurityGroup',
  table: SECURITY_GROUP,
  required: (elsewhere) => ({ vpc: network(elsewhere) }),
  ours: (stack, props) => {
    const group = new SecureSecurityGroup(stack, 'Group', props);
    for (const port of [Port.tcp(443), Port.tcp(22), Port.tcpRange(1, 100), Port.allTraffic()]) {
      group.addIngressRule(Peer.ipv4('10.0.0.0/8'), port);
      group.addIngressRule(Peer.securityGroupId('sg-0123456789abcdef0'), port);
      group.addEgressRule(Peer.ipv4('10.0.0.0/8'), port);
    }
  },
  samples: {
    vpc: { taken: [made((stack) => network(stack, 'OtherVpc'))] },
    securityGroupName: { taken: [value('orders')] },
    description: { taken: [value('Orders.')] },
    internetPorts: { taken: [value([]), value([443, 80])], refused: [value([22]), value([443, 8080])] },
  },
});
