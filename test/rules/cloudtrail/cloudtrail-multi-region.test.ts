import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-multi-region';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const EVERYWHERE = { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true, IsLogging: true };

function simple(...EventSelectors: JsonObject[]): JsonObject {
  return { ...EVERYWHERE, EventSelectors };
}

function advanced(...FieldSelectors: JsonObject[]): JsonObject {
  return { ...EVERYWHERE, AdvancedEventSelectors: [{ FieldSelectors }] };
}

const MANAGEMENT = { Field: 'eventCategory', Equals: ['Management'] };

testRule(rule, {
  compliant: {
    'as the L2 makes it': (stack) => new Trail(stack, 'Trail'),
    'data events beside management events': simple({
      DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
    }),
    'an empty list of what is left out': simple({ ExcludeManagementEventSources: [] }),
    'management events, by an advanced selector': advanced(MANAGEMENT),
    'data events alone, beside another trail': {
      Resources: {
        Data: { Type: 'AWS::CloudTrail::Trail', Properties: simple({ IncludeManagementEvents: false }) },
        Management: { Type: 'AWS::CloudTrail::Trail', Properties: EVERYWHERE },
      },
    },
  },
  noncompliant: {
    'no management events': simple({ IncludeManagementEvents: false }),
    'only those that write': simple({ ReadWriteType: 'WriteOnly' }),
    'all but those of KMS': simple({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
    'data events alone, by an advanced selector': advanced({ Field: 'eventCategory', Equals: ['Data'] }),
    'only those that write, by an advanced selector': advanced(MANAGEMENT, { Field: 'readOnly', Equals: ['false'] }),
    'all but those of KMS, by an advanced selector': advanced(MANAGEMENT, {
      Field: 'eventSource',
      NotEquals: ['kms.amazonaws.com'],
    }),
    'data events alone, beside a trail of one Region': {
      Resources: {
        Data: { Type: 'AWS::CloudTrail::Trail', Properties: simple({ IncludeManagementEvents: false }) },
        Management: { Type: 'AWS::CloudTrail::Trail', Properties: { ...EVERYWHERE, IsMultiRegionTrail: false } },
      },
    },
    'one Region': (stack) => new Trail(stack, 'Trail', { isMultiRegionTrail: false }),
    'global services left out': { IsMultiRegionTrail: true, IsLogging: true },
    'switched off': { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true, IsLogging: false },
  },
  undetermined: {
    'selectors from elsewhere': { ...EVERYWHERE, EventSelectors: { 'Fn::ImportValue': 'Selectors' } },
    'calls from elsewhere': simple({ ReadWriteType: { 'Fn::ImportValue': 'Calls' } }),
    'a selector that a macro writes': simple({ 'Fn::Transform': { Name: 'Macro' } }),
    'decided elsewhere': {
      IsMultiRegionTrail: { 'Fn::ImportValue': 'All' },
      IncludeGlobalServiceEvents: true,
      IsLogging: true,
    },
  },
});
