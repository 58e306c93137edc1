import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CategoryKeys, DataCategory, EbsEncryptionByDefault, IsolatedNetwork, KeyUse } from '../../lib';

/** The network of the environment, and what holds for its whole Region. */
export class NetworkStack extends Stack {
  public readonly network: IsolatedNetwork;

  public constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    this.network = new IsolatedNetwork(this, 'Network');
    EbsEncryptionByDefault.in(this);
    // the default key of the volumes that were made before it had one of its own
    CategoryKeys.of(this).keyFor(DataCategory.CUSTOMER_WORKLOADS).allow(KeyUse.EC2_LAUNCHES);
  }
}
