/** The day on which the examples are tested, as context of an app: what they put on record holds on it for ever. */
export const EXAMPLES_DAY = { '@cloudnexus/cdk:today': '2026-11-28' };

/** The same for the command line of the CDK. */
export const EXAMPLES_DAY_OPTIONS = Object.entries(EXAMPLES_DAY).flatMap(([key, day]) => [
  '--context',
  `${key}=${day}`,
]);
