import { Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PolicyExceptions } from '@cloudnexus/cdk';

/** Plain constructs of the CDK, as they stood before the defaults came, and one exception on record. */
export class ShopStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    // region: exception
    PolicyExceptions.of(this).grant({
      rule: 's3-bucket-versioning',
      reason: 'Thumbnails are made again from the pictures whenever one is missing.',
      approvedBy: 'security@example.com',
      ticket: 'SEC-1234',
      expires: '2027-05-31',
      compensatingControl: 'The pictures themselves are versioned.',
    });
    new Bucket(this, 'Thumbnails', { versioned: false });
    // endregion
    new Bucket(this, 'Pictures');
    new LogGroup(this, 'Log');
  }
}
