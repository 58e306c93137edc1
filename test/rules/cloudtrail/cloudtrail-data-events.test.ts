import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-data-events';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const ALL = ['arn:aws:s3'];

function simple(...selectors: JsonObject[]): JsonObject {
  const DataResources = [{ Type: 'AWS::S3::Object', Values: ALL }];
  return { EventSelectors: selectors.map((one) => ({ DataResources, ...one })) };
}

function advanced(...selectors: Readonly<Record<string, Json>>[]): JsonObject {
  const AdvancedEventSelectors = selectors.map((fields) => ({
    FieldSelectors: Object.entries({ eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'], ...fields }).map(
      ([Field, Equals]) => ({ Field, Equals }),
    ),
  }));
  return { AdvancedEventSelectors };
}

testRule(rule, {
  compliant: {
    'who reads in one selector, who writes in another': simple(
      { ReadWriteType: 'ReadOnly', IncludeManagementEvents: false },
      { ReadWriteType: 'WriteOnly' },
    ),
    'the same by advanced selectors': advanced({ readOnly: ['true'] }, { readOnly: ['false'] }),
    'the objects of one bucket, by an advanced selector': {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::media/'] },
          ],
        },
      ],
    },
    'all objects, by the L2': (stack) => {
      new Trail(stack, 'Trail').logAllS3DataEvents();
    },
    'an advanced selector': {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    },
  },
  noncompliant: {
    'who writes alone': simple({ ReadWriteType: 'WriteOnly' }),
    'who reads alone': simple({ ReadWriteType: 'ReadOnly' }),
    'no objects at all': simple({ DataResources: [{ Type: 'AWS::S3::Object', Values: [] }] }),
    'an empty prefix': simple({ DataResources: [{ Type: 'AWS::S3::Object', Values: [''] }] }),
    'no values': simple({ DataResources: [{ Type: 'AWS::S3::Object' }] }),
    'an empty list of selectors': { EventSelectors: [] },
    'who writes alone, by an advanced selector': advanced({ readOnly: ['false'] }),
    'one call alone': advanced({ eventName: ['PutObject'] }),
    'management events of objects': advanced({ eventCategory: ['Management'] }),
    'no category': advanced({ eventCategory: [] }),
    'management events only': (stack) => new Trail(stack, 'Trail'),
    'functions only': (stack) => {
      new Trail(stack, 'Trail').logAllLambdaDataEvents();
    },
  },
  undetermined: {
    'values from elsewhere': simple({
      DataResources: [{ Type: 'AWS::S3::Object', Values: { 'Fn::Transform': { Name: 'Macro' } } }],
    }),
    'calls from elsewhere': simple({ ReadWriteType: { 'Fn::ImportValue': 'Calls' } }),
    'a field from elsewhere': advanced({ readOnly: { 'Fn::ImportValue': 'Calls' } }),
    'selectors from elsewhere': { EventSelectors: { 'Fn::ImportValue': 'Selectors' } },
  },
});
