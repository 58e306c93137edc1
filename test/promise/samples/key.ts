import { Duration } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  AnyPrincipal,
  PolicyDocument,
  PolicyStatement,
  Role,
  type IPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key, type KeyProps } from 'aws-cdk-lib/aws-kms';
import { KeyUse, SecureKey } from '../../../lib';
import { KEY } from '../../../lib/hardening/keys/key';
import { made, subject, value } from '../subject';

const byAccount = (): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({ principals: [new AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'] }),
    ],
  });

const byEverybody = (): PolicyDocument =>
  new PolicyDocument({
    statements: [new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['kms:*'], resources: ['*'] })],
  });

export default subject<KeyProps>({
  name: 'SecureKey',
  table: KEY,
  required: () => ({}),
  ours: (stack, props, dataCategory) => {
    const key = new SecureKey(stack, 'Key', { ...props, dataCategory });
    for (const use of Object.values(KeyUse)) key.allow(use);
  },
  plain: (stack, props) => {
    new Key(stack, 'Key', props);
  },
  samples: {
    rotationPeriod: { refused: [value(Duration.days(365))] },
    policy: { taken: [made(byAccount)], refused: [made(() => new PolicyDocument()), made(byEverybody)] },
    admins: {
      taken: [
        made((stack): IPrincipal[] => [Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin')]),
      ],
    },
    enabled: { taken: [value(true), value(false)] },
    alias: { taken: [value('alias/orders'), value('orders')] },
    description: { taken: [value('A key.')] },
  },
});
