import { fail, undetermined } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'cloudtrail-data-events',
  title: 'CloudTrail trail records access to objects in S3',
  clause: 'P2.2.3',
  severity: 'warning',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Management events say who made a bucket, only data events say who read what is in it.',
  remediation:
    'Add an event selector with `DataResources` of type AWS::S3::Object, or an advanced one with the category Data.',
  controls: {
    iso27001: { 'A.8.15': 'peer' },
    soc2: { 'CC7.2': 'peer' },
    hipaa: { '164.308(a)(1)(ii)(D)': 'peer', '164.312(b)': 'peer' },
    pci: { '10.2.1': 'peer', '10.2.1.1': 'peer', '10.2.1.3': 'peer' },
  },
  equivalents: {
    awsConfig: ['cloudtrail-all-read-s3-data-event-check', 'cloudtrail-all-write-s3-data-event-check'],
    securityHub: ['S3.22', 'S3.23'],
    prowler: ['cloudtrail_s3_dataevents_read_enabled', 'cloudtrail_s3_dataevents_write_enabled'],
    guard: ['cloudtrail_s3_dataevents_enabled'],
  },
  *check(trail) {
    const simple = trail
      .items('EventSelectors')
      .flatMap((selector) => selector.items('DataResources').map((resource) => resource.text('Type')));
    const advanced = trail.items('AdvancedEventSelectors').flatMap((selector) =>
      selector.items('FieldSelectors').flatMap((field) => {
        const name = field.text('Field');
        return name.kind === 'value' && name.value !== 'resources.type'
          ? []
          : field.items('Equals').map((item) => item.text(''));
      }),
    );
    const types = [...simple, ...advanced];
    if (types.some((type) => type.kind === 'value' && type.value === 'AWS::S3::Object')) return;
    const unknown = types.find((type) => type.kind === 'unknown');
    if (unknown?.kind === 'unknown') yield undetermined(unknown);
    else yield fail('EventSelectors', 'data events of AWS::S3::Object', 'none');
  },
});
