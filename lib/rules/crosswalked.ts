import { CROSSWALKS } from '../frameworks/crosswalks';
import type { Rule } from './rule';

/** A rule with the controls that the crosswalks of frameworks assign to it, beside those that it names itself. */
export function crosswalked(rule: Rule): Rule {
  const added = CROSSWALKS[rule.id];
  return added === undefined ? rule : { ...rule, controls: { ...rule.controls, ...added } };
}
