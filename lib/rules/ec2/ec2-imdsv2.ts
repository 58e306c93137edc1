import {
  all,
  any,
  because,
  certain,
  equals,
  holds,
  isAtMost,
  isPresent,
  not,
  yes,
  type Certainty,
} from '../../template/read/certainty';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { instancePath, launchTemplateOf } from '../concepts/launch-template';
import { demanded, refused, seen } from '../expect';
import { defineRule } from '../rule';

/** A container on the instance is one hop away from it. */
const MOST_HOPS = 2;

export default defineRule({
  id: 'ec2-imdsv2',
  title: 'EC2 instance answers only to version 2 of the metadata service',
  clause: 'P2.3',
  severity: 'error',
  resourceTypes: ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration'],
  rationale:
    'With version 1, one forged request from a web application on the instance fetches the credentials of its role.',
  remediation:
    'Set `HttpTokens` of `MetadataOptions` to required and `HttpPutResponseHopLimit` to 2 or less (`requireImdsv2: true` in the CDK).',
  controls: {
    iso27001: { 'A.8.9': 'crosswalk', 'A.8.27': 'judgement' },
    soc2: { 'CC6.1': 'judgement' },
    hipaa: { '164.308(a)(3)(i)': 'peer', '164.312(a)(1)': 'peer' },
    pci: { '2.2.6': 'peer' },
  },
  equivalents: {
    awsConfig: ['autoscaling-launchconfig-requires-imdsv2', 'ec2-imdsv2-check', 'ec2-launch-template-imdsv2-check'],
    securityHub: ['AutoScaling.3', 'EC2.170', 'EC2.8'],
    cdkNag: ['EC2IMDSv2Enabled'],
    prowler: ['ec2_instance_imdsv2_enabled', 'ec2_launch_template_imdsv2_required'],
  },
  appliesTo: (resource, { relations }) =>
    any([isPresent(resource.read(optionsOf(resource))), () => not(isJudgedElsewhere(resource, relations))]),
  *check(resource, { relations }) {
    const options = optionsOf(resource);
    const off = equals(resource.text(`${options}.HttpEndpoint`), 'disabled');
    const tokens = resource.text(`${options}.HttpTokens`);
    const required = equals(
      tokens,
      'required',
      holds(launchTemplateOf(resource, relations), () => false),
    );
    const ground = seen(tokens, 'the image and the account decide');
    yield* demanded(because(any([off, required]), ground), 'required');
    const hops = resource.number(`${options}.HttpPutResponseHopLimit`);
    const far = all([not(off), not(isAtMost(hops, MOST_HOPS, yes))]);
    yield* refused(because(far, seen(hops)), `${MOST_HOPS} or less`);
  },
});

function optionsOf(resource: Resource): string {
  return instancePath(resource, 'MetadataOptions');
}

/** What an instance takes from a launch template of the set is judged there. */
function isJudgedElsewhere(resource: Resource, relations: Relations): Certainty {
  return certain(launchTemplateOf(resource, relations).kind === 'value');
}
