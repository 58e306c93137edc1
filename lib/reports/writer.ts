import type { Report } from '../compliance/report';
import type { SecurityPolicy } from '../policy/security-policy';
import type { InputError } from '../template/source/input-error';

/** What a run found, and what a writer may say around it. */
export interface Run {
  readonly report: Report;
  readonly policy: SecurityPolicy;
  /** Input that could not be read. */
  readonly errors: readonly InputError[];
  /** Documents that are no templates and were left alone. @default - none */
  readonly skipped?: readonly string[];
  /** How long reading and judging took, in milliseconds. @default - nobody waited for it */
  readonly elapsed?: number;
  /** Whether to use colors and bold type. @default false */
  readonly color?: boolean;
  /** Whether people want to read of every type of resource. @default false */
  readonly verbose?: boolean;
}

/** A form in which reports are written. */
export interface Writer {
  /** The word by which `--format` names it. */
  readonly format: string;
  /** Who asks for it: somebody on the command line, or every synthesis, which keeps it in its cloud assembly. */
  readonly places: readonly ('command line' | 'assembly')[];
  /** Whether people read it, who are told beside it which files were left alone. */
  readonly forPeople: boolean;
  /** How the names of its files end, such as `.json`. */
  readonly ending: string;
  /** The whole text; empty when there is nothing to say. */
  readonly write: (run: Run) => string;
}
