import { parse } from 'yaml';
import type { Finding } from './judge';

/** A finding that we accept, wherever it is repeated; `*` in a pattern stands for any text. */
export interface Acceptance {
  readonly judge: string;
  /** The rule's id or a pattern of it that names at least its beginning. */
  readonly rule: string;
  readonly type?: string;
  readonly logicalId?: string;
  readonly template?: string;
  readonly reason: string;
}

/** The findings of a run, split by what we have said about them. */
export interface Accounted {
  /** How many findings each entry accepts, in the order of the entries. */
  readonly accepted: readonly { readonly entry: Acceptance; readonly findings: readonly Finding[] }[];
  /** Entries that accept nothing. */
  readonly unused: readonly Acceptance[];
  /** Findings that no entry accepts. */
  readonly open: readonly Finding[];
}

const REQUIRED = ['judge', 'rule', 'reason'] as const;
const KEYS: readonly string[] = [...REQUIRED, 'type', 'logicalId', 'template'];
const MINIMUM_REASON = 20;

/** The entries of a file; throws on one that says too little to be judged itself. */
export function readAcceptances(text: string, judges: readonly string[]): Acceptance[] {
  const entries: unknown = parse(text);
  if (!Array.isArray(entries)) throw new Error('the accepted findings are a list');
  return entries.flatMap(oneOfEach).map((entry, index) => {
    const problem = problemOf(entry, judges);
    if (problem !== undefined) throw new Error(`accepted finding ${index + 1}: ${problem}: ${JSON.stringify(entry)}`);
    return entry as Acceptance;
  });
}

/** A list of rules or of logical ids is as many entries, so that each of them must accept something. */
function oneOfEach(entry: unknown): unknown[] {
  return spread(entry, 'rule').flatMap((one) => spread(one, 'logicalId'));
}

function spread(entry: unknown, key: 'rule' | 'logicalId'): unknown[] {
  if (typeof entry !== 'object' || entry === null) return [entry];
  const value = (entry as Readonly<Record<string, unknown>>)[key];
  return Array.isArray(value) ? value.map((one: unknown) => ({ ...entry, [key]: one })) : [entry];
}

function problemOf(entry: unknown, judges: readonly string[]): string | undefined {
  if (typeof entry !== 'object' || entry === null) return 'not a mapping';
  const fields = entry as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(fields).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `unknown key ${unknown}`;
  const odd = [...REQUIRED, ...Object.keys(fields)].find(
    (key) => typeof fields[key] !== 'string' || fields[key] === '',
  );
  if (odd !== undefined) return `${odd} is not a text`;
  const { judge, rule, reason } = fields as unknown as Acceptance;
  if (!judges.includes(judge)) return `no judge ${judge}`;
  if (rule.startsWith('*')) return 'a rule without a beginning accepts too much';
  if (fields['type'] === undefined && fields['logicalId'] === undefined) return 'neither type nor logicalId';
  return reason.length < MINIMUM_REASON ? 'the reason is too short to be one' : undefined;
}

/** Gives every finding to the first entry that accepts it, so that an entry beside a wider one shows as unused. */
export function account(findings: readonly Finding[], entries: readonly Acceptance[]): Accounted {
  const byEntry = new Map<Acceptance, Finding[]>(entries.map((entry) => [entry, []]));
  const open: Finding[] = [];
  for (const finding of findings) {
    const entry = entries.find((candidate) => accepts(candidate, finding));
    (entry === undefined ? open : (byEntry.get(entry) ?? open)).push(finding);
  }
  const accepted = [...byEntry].map(([entry, own]) => ({ entry, findings: own }));
  return {
    accepted: accepted.filter((one) => one.findings.length > 0),
    unused: accepted.filter((one) => one.findings.length === 0).map(({ entry }) => entry),
    open,
  };
}

function accepts(entry: Acceptance, finding: Finding): boolean {
  return (
    entry.judge === finding.judge &&
    matches(entry.rule, finding.rule) &&
    matches(entry.type, finding.resourceType) &&
    matches(entry.logicalId, finding.logicalId) &&
    matches(entry.template, finding.template)
  );
}

function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's').test(text);
}
