import { evidenceData } from '../compliance/plain-data';
import type { Writer } from './writer';

/** What an auditor needs, as JSON beside the templates: judgements, hashes, the policy, and the evidence by control. */
export const evidence: Writer = {
  format: 'evidence',
  places: ['assembly'],
  forPeople: false,
  ending: '.json',
  write: ({ report, policy }) => linesOf(evidenceData(report, policy)),
};

/** JSON with one line for each item of a list: quick to write, and to compare with the line before. */
function linesOf(data: Record<string, unknown>): string {
  const members = Object.entries(data).map(([name, value]) => {
    const items = Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : undefined;
    const text = items === undefined || items.length === 0 ? JSON.stringify(value) : `[\n${items.join(',\n')}\n]`;
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}
