import type { PolicyException } from '../policy/policy-exception';

/** What every hardened resource takes beside the props of its own. */
export interface SecureResourceProps {
  /**
   * Exceptions from the policy to put on record for this resource: a weaker value is then taken.
   *
   * @default - none
   */
  readonly exceptions?: PolicyException[];
}
