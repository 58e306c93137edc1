import { isMarked } from '../../policy/ephemeral-mark';
import type { Declarations } from '../../template/model/resource-definition';

/** Whether a template is of an ephemeral stage: it is marked, and so is whatever nests it, as far as that is known. */
export function isEphemeral({ metadata, parents }: Declarations): boolean {
  return isMarked(metadata) && parents.every(({ template }) => isEphemeral(template));
}
