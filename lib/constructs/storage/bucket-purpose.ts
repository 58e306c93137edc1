/** What a bucket is for, as far as it changes what may be set on it. */
export enum BucketPurpose {
  /** Holds data: encrypted under the key of its category, versioned, locked where the category says so. */
  DATA = 'data',

  /** Receives S3 server access logs or load balancer logs: SSE-S3 and no default retention, or delivery fails. */
  ACCESS_LOGS = 'access-logs',
}
