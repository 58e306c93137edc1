import { ALL_FRAMEWORKS } from '../compliance/selection';
import { writersFor } from '../reports/writers';
import { TOOL } from '../version';
import { check } from './check';
import { rules } from './rules';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

const FORMAT = `--format ${writersFor('command line')
  .map(({ format }) => format)
  .join('|')}`;

const HELP = `cloudnexus: judges CloudFormation templates by one security policy and the frameworks behind it

  cloudnexus check [paths…]   judge cloud assemblies, template files and folders (default: cdk.out)
      --framework LIST        ${ALL_FRAMEWORKS.join(', ')}; several with commas (default: all)
      ${FORMAT.padEnd(23)} how to report (default: text)
      --fail-on LEVEL         error, warning or undetermined: what makes the exit code 1 (default: error)
      --strict                the same as --fail-on undetermined
      --verbose               name every type of resource, with how many rules judged it
      --today YYYY-MM-DD      the day on which exceptions are looked at (default: the current day)
  cloudnexus rules            list the rules
      --framework LIST        only those of these frameworks
      --format text|json      json has all their metadata
  cloudnexus --version        print the version
  cloudnexus --help           print this

Exit codes: 0 nothing found, 1 findings, 2 the command line was not understood, 3 input could not be read.
`;

/** Runs the command line; gives the exit code and throws nothing. */
export function main(args: readonly string[], terminal: Terminal): number {
  try {
    return run(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.error(`cloudnexus: ${error.message}; see cloudnexus --help\n`);
      return 2;
    }
    const message = error instanceof Error ? error.message : String(error);
    terminal.error(`cloudnexus: this is a mistake of cloudnexus ${TOOL.version}, please report it: ${message}\n`);
    return 3;
  }
}

function run(args: readonly string[], terminal: Terminal): number {
  const [command, ...rest] = args;
  if (args.includes('--help') || args.includes('-h') || command === 'help') {
    terminal.out(HELP);
    return 0;
  }
  switch (command) {
    case 'check':
      return check(rest, terminal);
    case 'rules':
      return rules(rest, terminal);
    case '--version':
      terminal.out(`${TOOL.version}\n`);
      return 0;
    case undefined:
      throw new UsageError('a command is missing: check or rules');
    default:
      throw new UsageError(`there is no command ${JSON.stringify(command)}, only check and rules`);
  }
}
