import { spawnSync } from 'node:child_process';
import { ROOT } from './judge';

/** How a program is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether what it printed as errors belongs to the answer: the CDK reports progress there. */
  readonly merged?: boolean;
  /** The exit codes that are an answer; others throw. */
  readonly accept?: readonly number[];
}

const LIMIT = 256 * 1024 * 1024;

/** What a program printed; throws with its last words when it fails. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): string {
  const { cwd = ROOT, input, env = process.env, accept = [0], merged = false } = options;
  const done = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: LIMIT, input: input ?? '' });
  if (done.error !== undefined) throw done.error;
  if (done.status === null || !accept.includes(done.status)) {
    const words = `${done.stdout}\n${done.stderr}`.trim().split('\n').slice(-40).join('\n');
    throw new Error(`${program} ${args[0] ?? ''} failed (${done.status ?? done.signal ?? 'unknown'}):\n${words}`);
  }
  return merged ? `${done.stdout}\n${done.stderr}` : done.stdout;
}
