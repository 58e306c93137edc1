import { spawnSync } from 'node:child_process';

/** What stops the trial of the package, said in one sentence. */
export class PackageError extends Error {}

/** Runs a program and returns what it printed; its first line about an error becomes the end of the sentence. */
export function run(attempt: string, program: string, args: readonly string[], cwd: string, env = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw new PackageError(`${attempt} failed: ${error.message}`);
  if (status !== 0) throw new PackageError(`${attempt} failed: ${reasonIn(`${stderr}\n${stdout}`)}`);
  return stdout;
}

function reasonIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const reason = lines.find((line) => /^\w*Error\b.*: |\berror TS\d|^npm error (?!code)/.test(line)) ?? lines.at(-1);
  return reason?.trim() ?? 'it printed nothing';
}
