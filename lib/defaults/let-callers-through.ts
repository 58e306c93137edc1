import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * Lets whoever a service lets at its data have it decrypted, as with the key that AWS manages for the service.
 *
 * For plain constructs: what is granted on them was written without a key in mind. The statement is that of the keys
 * which AWS manages.
 */
export function letCallersThrough(key: IKey, service: 's3' | 'dynamodb', ...more: readonly string[]): void {
  const { account, region, urlSuffix } = Stack.of(key);
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey', ...more],
      resources: ['*'],
      conditions: {
        StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `${service}.${region}.${urlSuffix}` },
      },
    }),
  );
}
