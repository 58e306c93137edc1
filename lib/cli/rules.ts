import { ruleData } from '../compliance/plain-data';
import { controlLabels } from '../compliance/control-labels';
import { rulesFor } from '../compliance/selection';
import { RULES } from '../rules/index';
import { frameworksIn, oneOf, parseOptions } from './options';
import type { Terminal } from './terminal';

/** Lists the rules; gives the exit code. */
export function rules(args: readonly string[], terminal: Terminal): number {
  const { values } = parseOptions({
    args: [...args],
    options: {
      framework: { type: 'string', multiple: true },
      format: { type: 'string', default: 'text' },
    },
  });
  const frameworks = frameworksIn(values.framework);
  const listed = rulesFor(RULES, frameworks);
  if (oneOf('format', ['text', 'json'], values.format) === 'json') {
    terminal.out(`${JSON.stringify(listed.map(ruleData), undefined, 2)}\n`);
    return 0;
  }
  const width = Math.max(0, ...listed.map(({ id }) => id.length));
  for (const rule of listed) {
    const backing = [...controlLabels(rule, frameworks), `policy ${rule.clause}`].join(' · ');
    terminal.out(`${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}\n`);
    terminal.out(`${' '.repeat(width)}           ${backing}\n`);
  }
  terminal.out(`${listed.length} rules\n`);
  return 0;
}
