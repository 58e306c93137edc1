import { Duration, type Stack } from 'aws-cdk-lib';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { made, type PropSamples } from '../subject';

/** A key that rotates in time. */
export const rotating = (stack: Stack): Key =>
  new Key(stack, 'Key', { enableKeyRotation: true, rotationPeriod: Duration.days(90) });

/** Keys of one's own, and keys that nobody here can withdraw or renew. */
export function keySamples<P>(): Required<PropSamples<P, IKey>> {
  const arn = 'arn:aws:kms:eu-west-1:111122223333';
  return {
    taken: [made(rotating), made((stack) => Key.fromKeyArn(stack, 'Imported', `${arn}:key/one`))],
    refused: [
      made((stack) => Key.fromKeyArn(stack, 'Imported', `${arn}:alias/aws/ebs`)),
      made((stack) => new Key(stack, 'Key')),
      made((stack) => new Key(stack, 'Key', { enableKeyRotation: true, rotationPeriod: Duration.days(91) })),
    ],
  };
}
