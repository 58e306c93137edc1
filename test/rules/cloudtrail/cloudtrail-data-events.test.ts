import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-data-events';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
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
    'management events only': (stack) => new Trail(stack, 'Trail'),
    'functions only': (stack) => {
      new Trail(stack, 'Trail').logAllLambdaDataEvents();
    },
  },
  undetermined: {
    'selectors from elsewhere': { EventSelectors: { 'Fn::ImportValue': 'Selectors' } },
  },
});
