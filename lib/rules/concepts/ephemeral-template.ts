import { isMarked } from '../../policy/ephemeral-mark';
import type { Template } from '../../template/model/template';

/** Whether a template is of an ephemeral stage: it is marked, and so is whatever nests it, as far as that is known. */
export function isEphemeral({ metadata, parentTemplate }: Template): boolean {
  return isMarked(metadata) && (parentTemplate === undefined || isEphemeral(parentTemplate));
}
