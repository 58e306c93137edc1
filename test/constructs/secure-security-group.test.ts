import type { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Peer, Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { SecureSecurityGroup, type SecureSecurityGroupProps } from '../../lib';
import { exceptionFrom, refusalOf, synthesized } from './synthesized';

function group(stack: Stack, props: Partial<SecureSecurityGroupProps>): SecureSecurityGroup {
  return new SecureSecurityGroup(stack, 'Group', { vpc: new Vpc(stack, 'Vpc'), ...props });
}

test.each<[string, Partial<SecureSecurityGroupProps>]>([
  ['allowAllOutbound', { allowAllOutbound: true }],
  ['allowAllIpv6Outbound', { allowAllIpv6Outbound: true }],
])('fails when everything may go out: %s', (prop, props) => {
  expect(refusalOf((stack) => group(stack, props))).toBe(
    `'${prop}' may not be true (P2.3): whoever breaks in could send everything to anywhere. Name what is called with ` +
      "addEgressRule, or put an exception on record: exceptions: [{ rule: 'sg-egress-restricted', reason: '…', " +
      "approvedBy: '…', expires: 'YYYY-MM-DD' }].",
  );
});

test('fails when its rules would stand apart: EC2 lets everything out of a group that is made without rules', () => {
  expect(refusalOf((stack) => group(stack, { disableInlineRules: true }))).toBe(
    "'disableInlineRules' may not be true (P2.3): EC2 lets everything out of a group that is made without rules. " +
      "Leave it out, or put an exception on record: exceptions: [{ rule: 'sg-egress-restricted', reason: '…', " +
      "approvedBy: '…', expires: 'YYYY-MM-DD' }].",
  );
});

test('fails when the internet may reach SSH', () => {
  expect(refusalOf((stack) => group(stack, { internetPorts: [443, 22] }))).toBe(
    "'internetPorts' may hold 443 and 80 alone, got 22 (P2.3): the whole internet could connect to what is no web " +
      "service. Name who connects, or put an exception on record: exceptions: [{ rule: 'sg-no-public-any-ingress', " +
      "reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }].",
  );
});

test('takes the ports of web services', () => {
  expect(refusalOf((stack) => group(stack, { internetPorts: [443, 80] }))).toBe('not refused');
});

test('takes another port, or an open way out, under an exception', () => {
  const exceptions = [exceptionFrom('sg-no-public-any-ingress'), exceptionFrom('sg-egress-restricted')];
  synthesized((stack) => {
    const open = group(stack, { internetPorts: [8883], allowAllOutbound: true, exceptions });
    open.addIngressRule(Peer.anyIpv4(), Port.tcp(8883), 'MQTT');
  }).hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 8883 })],
    SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0', IpProtocol: '-1' })],
  });
});

test('lets out what a rule names, everybody included', () => {
  synthesized((stack) => {
    group(stack, {}).addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'To a registry');
  }).hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 })],
  });
});
