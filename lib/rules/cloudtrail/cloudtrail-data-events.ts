import { because } from '../../template/read/certainty';
import { demanded } from '../expect';
import { defineRule } from '../rule';
import { recordsData } from '../concepts/event-selectors';

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
    const recorded = recordsData(trail, 'AWS::S3::Object');
    const missing = { path: 'EventSelectors', reason: 'none, or part of them' };
    yield* demanded(because(recorded, missing), 'data events of AWS::S3::Object, those that read and those that write');
  },
});
