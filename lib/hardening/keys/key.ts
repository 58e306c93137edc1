import { KeySpec, KeyUsage, type KeyProps } from 'aws-cdk-lib/aws-kms';
import { days, flaw, free, mayNotBe, must, oneOf, type Because } from '../decisions';
import { flawOfKeyPolicy } from './key-policy';
import { plainClass } from '../plain-class';
import { outlivesStack } from '../removal-policy';
import type { At, Table } from '../prop-rule';

type KeyAt = At<KeyProps>;

/** The shortest time that KMS waits before it destroys a key. */
const SHORTEST_WINDOW_DAYS = 7;

const POLICY = {
  why: 'whoever may use the key reads what it encrypts',
  instead: 'Leave it out, and grant with the methods of the key',
} as const;

const SYMMETRIC: Because<KeyAt> = {
  clause: 'P2.1.2',
  why: 'KMS rotates no other key by itself',
  instead: 'Leave it out, and use kms.Key for signatures and message authentication',
};

/** KMS rotates symmetric keys alone; the others sign or authenticate, and hold no data. */
const signs = ({ props }: KeyAt): boolean =>
  (props.keySpec !== undefined && props.keySpec !== KeySpec.SYMMETRIC_DEFAULT) ||
  (props.keyUsage !== undefined && props.keyUsage !== KeyUsage.ENCRYPT_DECRYPT);

/** What becomes of every prop of a KMS key. */
export const KEY: Table<KeyProps, KeyAt> = {
  enableKeyRotation: must<boolean, KeyAt>(true, {
    rule: 'kms-key-rotation-enabled',
    why: ({ limits }) => `keys rotate every ${limits.policy.keyRotationDays} days`,
    unless: signs,
  }),
  rotationPeriod: days<KeyAt>(
    {
      says: 'must be 90 days or less',
      most: ({ limits }) => limits.policy.keyRotationDays,
      fill: (at) => (signs(at) || at.props.enableKeyRotation === false ? undefined : at.limits.policy.keyRotationDays),
    },
    { rule: 'kms-key-rotation-period', why: 'older key material protects more than it should' },
  ),
  pendingWindow: days<KeyAt>(
    {
      says: 'must be 30 days, the most that KMS waits',
      least: ({ limits }) => limits.policy.keyDeletionWindowDays,
      fill: ({ limits }) => (limits.ephemeral ? SHORTEST_WINDOW_DAYS : limits.policy.keyDeletionWindowDays),
    },
    { rule: 'kms-key-deletion-guard', why: 'what a destroyed key encrypted is gone for good', guardsLoss: true },
  ),
  removalPolicy: outlivesStack([], {
    rule: 'kms-key-deletion-guard',
    why: 'a key that goes with its stack takes all data with it',
  }),
  multiRegion: mayNotBe<boolean, KeyAt>(true, {
    rule: 'kms-key-single-region',
    why: 'a replica decrypts in another Region what was kept in this one',
  }),
  keySpec: { ...oneOf<typeof KeySpec, KeyAt>(KeySpec, ['SYMMETRIC_DEFAULT'], SYMMETRIC), fill: undefined },
  keyUsage: { ...oneOf<typeof KeyUsage, KeyAt>(KeyUsage, ['ENCRYPT_DECRYPT'], SYMMETRIC), fill: undefined },
  policy: {
    says: 'names an administrator of the account, and nobody else without bounds',
    rule: 'kms-key-policy-no-wildcard-principal',
    flaws: (document, at) => {
      const problem = flawOfKeyPolicy(document, at.scope);
      return problem === undefined
        ? []
        : [flaw({ rule: 'kms-key-policy-no-wildcard-principal', ...POLICY }, at, problem)];
    },
  },
  admins: free(),
  enabled: free(),
  alias: free('free; it moves to another key without a trace in the data'),
  description: free(),
};

/** A plain key. */
export default plainClass<KeyProps>({ classId: 'aws-cdk-lib.aws-kms.Key', table: KEY });
