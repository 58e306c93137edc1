import type { Stack } from 'aws-cdk-lib';

/** Small apps as teams write them, by what they are made of; each is built into one stack. */
export type Apps = Readonly<Record<string, (stack: Stack) => void>>;
