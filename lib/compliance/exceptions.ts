import { daysBetween } from '../policy/calendar';
import { endingOf } from '../policy/exception-life';
import { EXCEPTIONS_KEY, flawOf, type PolicyException } from '../policy/policy-exception';
import type { Rule } from '../rules/rule';
import { isArray, isObject, type Json } from '../template/model/json';
import type { Template } from '../template/model/template';
import type { Result } from './result';

/** What became of an exception: it covers a finding, for no more than a month, there is none, it is over, or refused. */
export type ExceptionState = 'used' | 'ending' | 'unused' | 'expired' | 'refused';

/** An exception that a template carries, and what became of it. */
export interface ExceptionUse {
  readonly exception: Readonly<Record<keyof PolicyException, string | undefined>>;
  readonly template: string;
  /** The construct below which it holds; none for the whole template or a single resource. */
  readonly constructPath?: string;
  /** The resource for which it holds, when it stands in the resource's own metadata. */
  readonly logicalId?: string;
  readonly state: ExceptionState;
  /** What is wrong with it, or when it ends, for people; empty when it is used and holds for longer than a month. */
  readonly problem: string;
}

interface Carried {
  readonly exception: ExceptionUse['exception'];
  readonly live?: PolicyException;
  readonly template: string;
  readonly constructPath?: string;
  readonly logicalId?: string;
  readonly flaw?: string;
  used: boolean;
}

/** Turns findings into excepted ones where their template carries a live exception, and says what became of each. */
export function applyExceptions(
  results: readonly Result[],
  templates: readonly Template[],
  rules: readonly Rule[],
  today: string,
): { readonly results: readonly Result[]; readonly exceptions: readonly ExceptionUse[] } {
  const asked = new Set(rules.map(({ id }) => id));
  const carried = templates
    .flatMap((template) => carriedBy(template, today))
    .filter(({ exception, flaw }) => flaw !== undefined || asked.has(exception.rule ?? ''));
  if (carried.length === 0) return { results, exceptions: [] };
  const covered = results.map((result) => (result.outcome === 'pass' ? result : covering(result, carried, today)));
  return { results: covered, exceptions: carried.map((one) => useOf(one, today)) };
}

function covering(result: Result, carried: readonly Carried[], today: string): Result {
  const matching = carried.filter((one) => one.exception.rule === result.rule.id && isWithin(result, one));
  for (const one of matching) one.used = true;
  const live = matching.find((one) => one.live !== undefined && one.live.expires >= today)?.live;
  if (live !== undefined) return { ...result, outcome: 'excepted', exception: live };
  const [over] = matching;
  if (over === undefined) return result;
  return { ...result, message: `${result.message}; ${problemOf(over, today)}` };
}

function isWithin(result: Result, { template, logicalId, constructPath }: Carried): boolean {
  if (result.template !== template) return false;
  if (logicalId !== undefined) return result.logicalId === logicalId;
  if (constructPath === undefined) return true;
  return result.constructPath === constructPath || result.constructPath?.startsWith(`${constructPath}/`) === true;
}

function useOf(one: Carried, today: string): ExceptionUse {
  const { exception, template, constructPath, logicalId, live, used } = one;
  const problem =
    used || live === undefined ? problemOf(one, today) : 'no finding needs the exception: take it off the record';
  return { exception, template, constructPath, logicalId, state: stateOf(one, today), problem };
}

function stateOf({ live, used }: Carried, today: string): ExceptionState {
  if (live === undefined) return 'refused';
  if (!used) return 'unused';
  if (live.expires < today) return 'expired';
  return endingOf(live, today) === undefined ? 'used' : 'ending';
}

function problemOf({ flaw, live }: Carried, today: string): string {
  if (live === undefined) return `the exception is refused: ${flaw ?? 'it cannot be read'}`;
  if (live.expires >= today) return endingOf(live, today) ?? '';
  const ago = daysBetween(live.expires, today);
  const since = `${ago} ${ago === 1 ? 'day' : 'days'} ago`;
  return `the exception that ${live.approvedBy} approved expired on ${live.expires}, ${since}`;
}

function carriedBy(template: Template, today: string): Carried[] {
  return [
    ...exceptionsIn(template.metadata[EXCEPTIONS_KEY], template, today),
    ...template.resources.flatMap((definition) =>
      exceptionsIn(definition.metadata(EXCEPTIONS_KEY), template, today, definition.logicalId),
    ),
  ];
}

function exceptionsIn(value: Json | undefined, template: Template, today: string, logicalId?: string): Carried[] {
  if (value === undefined) return [];
  return (isArray<Json>(value) ? value : [value]).map((entry) => {
    const text = (name: string): string | undefined => {
      const member = isObject(entry) ? entry[name] : undefined;
      return typeof member === 'string' ? member : undefined;
    };
    const exception = {
      rule: text('rule'),
      reason: text('reason'),
      approvedBy: text('approvedBy'),
      ticket: text('ticket'),
      expires: text('expires'),
      compensatingControl: text('compensatingControl'),
    };
    const flaw = flawOf(exception, today);
    const live = flaw === undefined ? (exception as PolicyException) : undefined;
    return {
      exception,
      live,
      flaw,
      template: template.path,
      constructPath: text('constructPath'),
      logicalId,
      used: false,
    };
  });
}

/** An exception in one line: until when, by whom, and why. */
export function exceptionLine({ reason, approvedBy, expires, ticket, compensatingControl }: PolicyException): string {
  const by = [`until ${expires}`, `approved by ${approvedBy}`, ...(ticket === undefined ? [] : [ticket])].join(', ');
  const instead = compensatingControl === undefined ? '' : ` Instead: ${compensatingControl}`;
  return `${by}: ${reason}${instead}`;
}

/** Whether somebody has to look at an exception that stands with no failed finding. */
export function needsAttention({ state }: ExceptionUse): boolean {
  return state === 'unused' || state === 'refused' || state === 'ending';
}
