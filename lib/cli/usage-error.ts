/** A command line that cannot be understood; the message says what is wrong and what is right. */
export class UsageError extends Error {}
