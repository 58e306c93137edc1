import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EbsEncryptionByDefault, IsolatedNetwork } from '../../lib';

/** The network of the environment, and what holds for its whole Region. */
export class NetworkStack extends Stack {
  public readonly network: IsolatedNetwork;

  public constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    this.network = new IsolatedNetwork(this, 'Network');
    EbsEncryptionByDefault.in(this);
  }
}
