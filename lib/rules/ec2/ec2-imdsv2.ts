import type { Resource } from '../../template/read/resource';
import { expected, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import { instancePath, launchTemplateOf } from '../concepts/launch-template';

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
  // what an instance takes from a launch template of the set is judged there
  appliesTo: (resource, { relations }) => ownOptions(resource) || launchTemplateOf(resource, relations).kind !== 'here',
  *check(resource, { relations }) {
    const template = launchTemplateOf(resource, relations);
    if (!ownOptions(resource) && template.kind === 'elsewhere') yield undetermined(template);
    else yield* tokensRequired(resource);
  },
});

function ownOptions(resource: Resource): boolean {
  return resource.read(instancePath(resource, 'MetadataOptions')).kind !== 'absent';
}

function* tokensRequired(resource: Resource): Generator<Problem> {
  const options = instancePath(resource, 'MetadataOptions');
  const endpoint = resource.text(`${options}.HttpEndpoint`);
  if (endpoint.kind === 'value' && endpoint.value === 'disabled') return;
  yield* expected(resource.text(`${options}.HttpTokens`), 'required', (tokens) => tokens === 'required', {
    byDefault: 'the image and the account decide',
  });
  const hops = resource.number(`${options}.HttpPutResponseHopLimit`);
  yield* expected(hops, `${MOST_HOPS} or less`, (limit) => limit <= MOST_HOPS, { absentPasses: true });
}
