import { readable } from '../../template/evaluate/unresolved';
import { maybe, no, yes, type Certainty } from '../../template/read/certainty';
import type { Reference } from '../../template/read/properties';

/** Aliases of this form are AWS's, and so are the keys behind them. */
const ALIAS_OF_AWS = /(^|:)alias\/aws\//;
/** The beginning of a name that can be no alias of AWS, whatever follows. */
const OWN_NAME = /(^|:)(key\/|alias\/(?!(a|aw|aws)?(\$|\{\{)|aws\/))/;

/** Whether a reference names a key of one's own, and none that AWS manages. */
export function isOwnKey({ text, literal, target }: Reference): Certainty {
  if (target?.type.startsWith('AWS::KMS::') === true) return yes;
  if (ALIAS_OF_AWS.test(text)) return no;
  if (literal !== undefined || OWN_NAME.test(text)) return yes;
  return maybe(`only deployment knows whether it is a key of one's own (${readable(text)})`);
}
