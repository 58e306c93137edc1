import { judgeTemplates, type Report } from '../compliance/report';
import { currentDay, isDay, type Today } from '../policy/calendar';
import { SecurityPolicy } from '../policy/security-policy';
import type { Writer } from '../reports/writer';
import { writersFor } from '../reports/writers';
import { RULES } from '../rules/index';
import { load } from '../template/source/load';
import { frameworksIn, oneOf, parseOptions, unknownWord } from './options';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

const FAIL_ON = ['error', 'warning', 'undetermined'] as const;

/** Judges cloud assemblies, template files and folders of them; gives the exit code. */
export function check(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      framework: { type: 'string', multiple: true },
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'error' },
      strict: { type: 'boolean', default: false },
      today: { type: 'string' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const frameworks = frameworksIn(values.framework);
  const writer = writerOf(values.format);
  const failOn = values.strict ? 'undetermined' : oneOf('fail-on', FAIL_ON, values['fail-on']);
  const today = dayIn(values.today);

  const start = performance.now();
  const progress = new Progress(terminal);
  const { sets, errors, skipped } = load(positionals.length > 0 ? positionals : ['cdk.out'], (path) => {
    progress.reading(path);
  });
  const templates = sets.flatMap((set) => set.templates);
  const policy = SecurityPolicy.CLOUDNEXUS;
  const report = judgeTemplates(templates, RULES, frameworks, policy, today);
  progress.clear();

  const elapsed = performance.now() - start;
  terminal.out(
    writer.write({ report, policy, errors, skipped, elapsed, color: terminal.color, verbose: values.verbose }),
  );
  if (writer.forPeople && skipped.length > 0) terminal.error(skippedLine(skipped));
  for (const error of errors) terminal.error(`${error.message}\n`);
  return errors.length > 0 ? 3 : exitCode(report, failOn);
}

function writerOf(format: string): Writer {
  const writers = new Map(writersFor('command line').map((writer) => [writer.format, writer]));
  const writer = writers.get(format);
  if (writer !== undefined) return writer;
  throw unknownWord('format', [...writers.keys()], format);
}

function dayIn(set: string | undefined): Today {
  if (set === undefined) return currentDay();
  if (!isDay(set)) throw new UsageError(`'--today' takes a day such as 2026-11-24, got ${JSON.stringify(set)}`);
  return { day: set, setBy: '--today' };
}

function exitCode({ summary }: Report, failOn: (typeof FAIL_ON)[number]): number {
  const counted = {
    error: summary.errors,
    warning: summary.errors + summary.warnings,
    undetermined: summary.errors + summary.warnings + summary.undetermined,
  };
  return counted[failOn] > 0 ? 1 : 0;
}

function skippedLine(skipped: readonly string[]): string {
  const shown = skipped.slice(0, 3).join(', ');
  const more = skipped.length > 3 ? ` and ${skipped.length - 3} more` : '';
  return `Not templates, left alone: ${shown}${more}\n`;
}

/** Says on a terminal what is being read once a run takes long enough to wonder. */
class Progress {
  private last = performance.now();
  private count = 0;
  private shown = false;

  public constructor(private readonly terminal: Terminal) {}

  public reading(path: string): void {
    this.count += 1;
    const now = performance.now();
    if (!this.terminal.interactive || now - this.last < 250) return;
    this.last = now;
    this.shown = true;
    this.terminal.error(`\r\u001b[2K${this.count} files read, now ${path}`.slice(0, 120));
  }

  public clear(): void {
    if (this.shown) this.terminal.error('\r\u001b[2K');
  }
}
