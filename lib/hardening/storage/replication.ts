import type { BucketProps } from 'aws-cdk-lib/aws-s3';
import { free } from '../decisions';
import type { Table } from '../prop-rule';
import { flawsOfRegion } from '../residency';

/** Replication stays within the Regions where data may be stored. */
export const REPLICATION = {
  replicationRules: {
    says: 'each destination within the residency Regions of the policy',
    clause: 'P4.3',
    flaws: (rules, at) =>
      rules.flatMap(({ destination }, index) => flawsOfRegion(destination.env.region, at, `[${index}].destination`)),
  },
  replicationRole: free(),
} satisfies Partial<Table<BucketProps>>;
