import { readable } from '../../template/evaluate/unresolved';
import type { Reference } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';
import { holds, maybe, no, yes, type Certainty } from '../../template/read/certainty';

/** The keys that AWS manages have aliases that nobody else can have. */
const MANAGED_BY_AWS = /(^|:)alias\/aws\//;

/** Whether a key is one of the customer, and none that AWS manages. */
export function isCustomerKey(key: Reading<Reference>, absent: Certainty): Certainty {
  return holds(key, ofCustomer, absent);
}

function ofCustomer({ text, literal, target }: Reference): Certainty {
  if (MANAGED_BY_AWS.test(text)) return { ...no, reason: readable(text) };
  // an alias that begins with a name of its own is none of AWS, whatever follows
  const named = /(^|:)alias\/(?!a?w?s?\/?\$\{)[^$]/.test(text);
  if (literal !== undefined || target !== undefined || named) return yes;
  return maybe(`known only at deployment (${readable(text)})`);
}
