import { Token } from 'aws-cdk-lib';
import type { SecurityGroupProps } from 'aws-cdk-lib/aws-ec2';
import { flaw, free, mayNotBe, must, type Because } from '../decisions';
import type { At, Table } from '../prop-rule';

/** The props of a security group that knows what the internet may reach. */
export interface OpenableGroupProps extends SecurityGroupProps {
  readonly internetPorts?: number[];
}

type GroupAt = At<OpenableGroupProps>;

/** What web services listen on. */
const INTERNET_PORTS: readonly number[] = [443, 80];

const EXFILTRATION: Because<GroupAt> = {
  rule: 'sg-egress-restricted',
  why: 'whoever breaks in could send everything to anywhere',
  instead: 'Name what is called with addEgressRule',
};

/** What becomes of every prop of a security group of ours. */
export const SECURITY_GROUP: Table<OpenableGroupProps, GroupAt> = {
  allowAllOutbound: must<boolean, GroupAt>(false, EXFILTRATION),
  allowAllIpv6Outbound: mayNotBe<boolean, GroupAt>(true, EXFILTRATION),
  // CloudFormation documents it: a group that holds no rule when it is made gets one that lets everything out
  disableInlineRules: mayNotBe<boolean, GroupAt>(true, {
    ...EXFILTRATION,
    why: 'EC2 lets everything out of a group that is made without rules',
    instead: 'Leave it out',
  }),
  internetPorts: {
    says: '443 and 80 alone',
    rule: 'sg-no-public-any-ingress',
    flaws: (ports, at) =>
      ports.filter(isNoWebService).map((port) => flaw(OPEN, at, `may hold 443 and 80 alone, got ${port}`)),
  },
  securityGroupName: free('free; a group of a name of its own cannot be replaced'),
  description: free(),
  vpc: free(),
};

const OPEN: Because<GroupAt> = {
  rule: 'sg-no-public-any-ingress',
  why: 'the whole internet could connect to what is no web service',
  instead: 'Name who connects',
};

function isNoWebService(port: number): boolean {
  return !Token.isUnresolved(port) && !INTERNET_PORTS.includes(port);
}
