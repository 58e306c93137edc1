/** Where a command writes, and what it may do there. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether standard output takes colors. */
  readonly color: boolean;
  /** Whether standard error is a terminal on which a line can be rewritten. */
  readonly interactive: boolean;
}
