/* eslint-disable @typescript-eslint/no-deprecated -- callers may still set it */
import { Token } from 'aws-cdk-lib';
import { LaunchTemplateHttpTokens, type LaunchTemplateProps } from 'aws-cdk-lib/aws-ec2';
import { flaw, free, judged, mayNotBe, mayNotBeSet, must, oneOf, type Because } from '../decisions';
import type { Flaw, KeyedAt, Table } from '../prop-rule';
import { BLOCK_DEVICES } from './ebs-device';

type TemplateAt = KeyedAt<LaunchTemplateProps>;

/** Network hops that the instance metadata service answers over: one more than to the instance serves containers. */
const MOST_HOPS = 2;

const IMDS: Because<TemplateAt> = {
  rule: 'ec2-imdsv2',
  why: 'a forged request from inside the instance would hand out its credentials',
  onceDeployed: { warn: 'software on new instances finds no credentials if it knows version 1 of the service alone' },
};
const SSH: Because<TemplateAt> = {
  clause: 'P2.2.2',
  why: 'an SSH key lets whoever holds a copy in, at any time and without a second factor',
  instead: 'Leave it out, and open sessions through AWS Systems Manager',
};

/** What becomes of every prop of a launch template. */
export const LAUNCH_TEMPLATE: Table<LaunchTemplateProps, TemplateAt> = {
  requireImdsv2: {
    ...must<boolean, TemplateAt>(true, IMDS),
    // the CDK refuses to require beside what is stated optional
    fill: ({ props }) => (props.httpTokens === LaunchTemplateHttpTokens.OPTIONAL ? undefined : true),
  },
  httpTokens: {
    ...oneOf<typeof LaunchTemplateHttpTokens, TemplateAt>(LaunchTemplateHttpTokens, ['REQUIRED'], IMDS),
    fill: ({ props }) => (props.requireImdsv2 === false ? undefined : LaunchTemplateHttpTokens.REQUIRED),
    // said once, of requireImdsv2
    onceDeployed: undefined,
  },
  httpPutResponseHopLimit: {
    says: `must be ${MOST_HOPS} or less`,
    rule: 'ec2-imdsv2',
    flaws: (hops, at) =>
      Token.isUnresolved(hops) || hops <= MOST_HOPS
        ? []
        : [flaw(IMDS, at, `must be ${MOST_HOPS} or less, got ${hops}`)],
    // the image of a plain one knows whether containers ask as well
    fill: ({ mode }) => (mode === 'refuse' ? 1 : undefined),
    samples: () => ({ taken: [1, MOST_HOPS], refused: [MOST_HOPS + 1, 64] }),
  },
  httpEndpoint: free('free; without it there are no credentials to hand out'),
  httpProtocolIpv6: free('free; the same service answers, over IPv6 as well'),
  instanceMetadataTags: free('free; tags hold no secrets, since everybody who may describe the instance reads them'),
  associatePublicIpAddress: {
    ...mayNotBe<boolean, TemplateAt>(true, {
      rule: 'ec2-no-public-ip',
      why: 'the instance could be reached from the internet',
    }),
    // the L2 makes a network interface of it, for which it wants a security group
    fill: ({ props }) => (props.securityGroup === undefined ? undefined : false),
    onceDeployed: { keep: 'instances that reach the internet by their public address would be cut off' },
  },
  blockDevices: BLOCK_DEVICES,
  hibernationConfigured: {
    says: 'may be true where `blockDevices` names the root volume, and without Nitro Enclaves',
    flaws: (hibernates, at) => (hibernates ? flawsOfHibernation(at) : []),
  },
  nitroEnclaveEnabled: free('free; an enclave lets nobody in'),
  userData: judged('ec2-userdata-no-secrets'),
  keyName: mayNotBeSet(SSH),
  keyPair: mayNotBeSet(SSH),
  role: free('free; what it may do stands in its policies'),
  instanceProfile: free('free; what it may do stands in the policies of its role'),
  securityGroup: free('free; what it lets in is judged there'),
  machineImage: free('free; where an image comes from cannot be seen by its id'),
  instanceType: free(),
  placementGroup: free(),
  cpuCredits: free(),
  cpuOptions: free(),
  disableApiTermination: free(),
  ebsOptimized: free(),
  instanceInitiatedShutdownBehavior: free(),
  spotOptions: free(),
  detailedMonitoring: free(),
  launchTemplateName: free(),
  versionDescription: free(),
};

/** Hibernation writes the memory to the root volume: EC2 wants it encrypted, and no enclave beside it. */
function flawsOfHibernation(at: TemplateAt): Flaw[] {
  const { blockDevices = [], nitroEnclaveEnabled = false } = at.props;
  const found: Flaw[] = [];
  if (!blockDevices.some(({ volume }) => volume.ebsDevice !== undefined)) {
    const because: Because<TemplateAt> = {
      clause: 'P2.1.1',
      why: 'the memory is written to the root volume, which must be encrypted',
      instead: "Name the root volume in 'blockDevices'",
    };
    found.push(flaw(because, at, "may not be true without a volume in 'blockDevices'"));
  }
  if (nitroEnclaveEnabled) {
    const because: Because<TemplateAt> = { clause: 'P2.1.1', why: 'EC2 starts no instance with both' };
    found.push(flaw(because, at, "may not be true beside 'nitroEnclaveEnabled'"));
  }
  return found;
}
