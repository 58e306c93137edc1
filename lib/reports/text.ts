import { styleText } from 'node:util';
import { SHORT_NAMES, CATALOGUES } from '../frameworks/catalogues';
import { typeLines, unjudgedLines } from '../compliance/accounting-lines';
import { controlLabels } from '../compliance/control-labels';
import { counted } from '../compliance/counted';
import { exceptionLine, needsAttention } from '../compliance/exceptions';
import { ephemeralLines } from '../compliance/lift';
import { coverage, handSetDay, type Report } from '../compliance/report';
import type { Result } from '../compliance/result';
import { catalogueIdOf } from '../compliance/selection';
import type { Run, Writer } from './writer';

/** What was found, for people. */
export const text: Writer = {
  format: 'text',
  places: ['command line'],
  forPeople: true,
  ending: '.txt',
  write: (run) => (run.report.templates.length === 0 ? '' : writeText(run)),
};

type Style = (text: string) => string;

interface Styles {
  readonly bold: Style;
  readonly dim: Style;
  readonly error: Style;
  readonly warning: Style;
}

/** By template, by resource, by rule, then what it adds up to. */
function writeText(run: Run): string {
  const { report, color = false, verbose = false } = run;
  const styles = stylesFor(color);
  const found = report.results.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'lifted');
  const blocks = groupBy(found, ({ template }) => template).map(([template, results]) => {
    const resources = groupBy(results, ({ logicalId }) => logicalId).map(([, own]) =>
      resourceBlock(own, report, styles),
    );
    return `${styles.bold(template)}\n${resources.join('')}`;
  });
  const parts = [
    ephemeralBlock(report, styles),
    ...blocks,
    exceptionBlock(report, styles),
    notExpressibleBlock(report, styles),
    verbose ? typeBlock(report, styles) : '',
    summaryLines(run, styles),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Where data may be lost, before everything else: a report on development may not pass for one on production. */
function ephemeralBlock(report: Report, styles: Styles): string {
  const lines = ephemeralLines(report.ephemeral).map((line) => `  ${line}\n`);
  const what = 'Ephemeral stage: holds nothing but synthetic test data; what protects data against loss is lifted';
  return lines.length === 0 ? '' : `${styles.warning(what)}\n${lines.join('')}`;
}

function resourceBlock(results: readonly Result[], report: Report, styles: Styles): string {
  const [first] = results;
  if (first === undefined) return '';
  const path = first.constructPath === undefined ? '' : `  ${styles.dim(first.constructPath)}`;
  const rules = groupBy(results, ({ rule }) => rule.id).map(([, own]) => ruleLines(own, report, styles));
  return `  ${styles.bold(first.logicalId)}  ${first.resourceType}${path}\n${rules.join('')}`;
}

function ruleLines(results: readonly Result[], report: Report, styles: Styles): string {
  const [first] = results;
  if (first === undefined) return '';
  const lines = results.map((result) => {
    const place = result.propertyPath === '' ? '' : `${result.propertyPath}: `;
    const exception = result.exception === undefined ? '' : `             ${exceptionLine(result.exception)}\n`;
    return `    ${badge(result, styles)}${styles.bold(result.rule.id)}  ${place}${result.message}\n${exception}`;
  });
  const backing = [...controlLabels(first.rule, report.frameworks), `policy ${first.rule.clause}`].join(' · ');
  const fix = results.some(({ outcome }) => outcome === 'fail') ? `             ${first.rule.remediation}\n` : '';
  return `${lines.join('')}             ${styles.dim(backing)}\n${fix}`;
}

/** The exceptions that somebody has to look at; the others stand with the findings that they cover. */
function exceptionBlock({ exceptions }: Report, styles: Styles): string {
  const lines = exceptions
    .filter(needsAttention)
    .map(({ exception, template, constructPath, logicalId, state, problem }) => {
      const place = [template, constructPath ?? logicalId].filter((part) => part !== undefined).join(' ');
      // what ends soon still holds, and counts as no warning
      const mark = state === 'ending' ? 'ends soon' : 'warning';
      return `  ${styles.warning(mark)}  ${styles.bold(exception.rule ?? 'no rule')}  ${place}: ${problem}\n`;
    });
  return lines.length === 0 ? '' : `${styles.bold('Exceptions')}\n${lines.join('')}`;
}

/** What AWS has no setting for: nothing to mend in the template, and something to do by hand. */
function notExpressibleBlock({ results }: Report, styles: Styles): string {
  const lines = results.flatMap(({ rule, template, logicalId, notExpressible }) =>
    notExpressible === undefined
      ? []
      : `  ${template} ${logicalId}  ${rule.id}, policy ${rule.clause}: ${notExpressible.reason}\n    ${notExpressible.step}\n`,
  );
  return lines.length === 0 ? '' : `${styles.bold('Not expressible')}\n${lines.join('')}`;
}

/** Every type, with what became of its resources. */
function typeBlock({ types }: Report, styles: Styles): string {
  const lines = typeLines(types).map((line) => `  ${line}\n`);
  return lines.length === 0 ? '' : `${styles.bold('Resources by type')}\n${lines.join('')}`;
}

function badge(result: Result, styles: Styles): string {
  switch (result.outcome) {
    case 'undetermined':
      return '?        ';
    case 'excepted':
      return styles.dim('excepted ');
    default:
      return result.rule.severity === 'error' ? styles.error('error    ') : styles.warning('warning  ');
  }
}

function summaryLines(run: Run, styles: Styles): string {
  const { report, elapsed } = run;
  const { templates, resources, rules, errors, warnings, undetermined, excepted, lifted, passes } = report.summary;
  const found = [
    styles[errors > 0 ? 'error' : 'dim'](counted(errors, 'error')),
    styles[warnings > 0 ? 'warning' : 'dim'](counted(warnings, 'warning')),
    `${undetermined} undetermined`,
    ...(excepted > 0 ? [`${excepted} excepted`] : []),
    ...(lifted > 0 ? [`${lifted} lifted`] : []),
    counted(passes, 'pass', 'passes'),
  ];
  const looked = [counted(templates, 'template'), counted(resources, 'resource'), counted(rules, 'rule')].join(', ');
  const seconds = elapsed === undefined ? '' : ` · ${(elapsed / 1000).toFixed(2)} s`;
  return `${looked}: ${found.join(', ')}${seconds}\n${unjudgedText(run)}${coverageLine(report)}${todayLine(report)}`;
}

/** What nobody judged: silence about it would read as a pass. */
function unjudgedText({ report, errors, verbose = false }: Run): string {
  const lines = unjudgedLines(report.types, report.uncounted, verbose);
  const them = errors.length === 1 ? 'it' : 'them';
  const unread =
    errors.length === 0 ? [] : [`${counted(errors.length, 'input')} could not be read: nothing in ${them} is counted`];
  return [...lines, ...unread].map((line) => `${line}.\n`).join('');
}

function coverageLine(report: Report): string {
  const asked = new Set(report.frameworks.map(catalogueIdOf));
  const parts = CATALOGUES.filter(({ id }) => asked.has(id)).map(({ id }) => {
    const { evidenced, of } = coverage(report, id);
    return `${SHORT_NAMES[id]} ${evidenced} of ${of}`;
  });
  return parts.length === 0 ? '' : `Evidence, of the controls that a template can show: ${parts.join(', ')}.\n`;
}

function todayLine(report: Report): string {
  const today = handSetDay(report);
  return today === undefined ? '' : `${today}.\n`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}

function stylesFor(color: boolean): Styles {
  const style = (format: Parameters<typeof styleText>[0]): Style =>
    color ? (text) => styleText(format, text) : (text) => text;
  return { bold: style('bold'), dim: style('dim'), error: style(['bold', 'red']), warning: style('yellow') };
}
