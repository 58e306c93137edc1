import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DataCategory, PolicyExceptions, SecureBucket, SecureDefaults } from '../../lib';
import { EXAMPLES_DAY } from '../../scripts/examples-day';

describe('an exception of an app reaches the templates of its stages, where aspects of the CDK end', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    [
      'for our constructs',
      (stack) => new SecureBucket(stack, 'Bucket', { dataCategory: DataCategory.CUSTOMER_WORKLOADS, versioned: false }),
    ],
    ['for plain ones below SecureDefaults', (stack) => new Bucket(stack, 'Bucket', { versioned: false })],
  ])('%s', (_, build) => {
    const app = new App({ context: EXAMPLES_DAY });
    SecureDefaults.apply(app);
    const rule = 's3-bucket-versioning';
    PolicyExceptions.of(app).grant({ rule, reason: 'Made again.', approvedBy: 'a@example.com', expires: '2027-05-31' });
    const stack = new Stack(new Stage(app, 'Stage'), 'Stack');
    build(stack);
    const { Metadata } = Template.fromStack(stack).toJSON() as { Metadata: Record<string, unknown> };
    expect(Metadata['CloudNexus::PolicyExceptions']).toEqual([expect.objectContaining({ rule })]);
  });
});
