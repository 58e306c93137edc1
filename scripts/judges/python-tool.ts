import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from './judge';
import { run } from './run';

const REQUIREMENTS = join(__dirname, 'requirements');

/**
 * A tool from PyPI in a virtual environment of its own: judges pin versions of the same libraries against each other.
 *
 * Its requirements are what `pip freeze` prints after the tool alone was installed in a new environment.
 */
export class PythonTool {
  private readonly folder: string;
  private readonly requirements: string;

  constructor(private readonly name: string) {
    this.folder = join(TOOLS, 'venv', name);
    this.requirements = join(REQUIREMENTS, `${name}.txt`);
  }

  /** Installs what the requirements pin, unless exactly that is installed. */
  install(): void {
    const installed = join(this.folder, 'installed.txt');
    const wanted = readFileSync(this.requirements, 'utf8');
    if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
    rmSync(this.folder, { recursive: true, force: true });
    run('python3', ['-m', 'venv', this.folder]);
    run(this.program('pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', this.requirements]);
    copyFileSync(this.requirements, installed);
  }

  /** The pinned version. */
  version(): string {
    const pin = readFileSync(this.requirements, 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`${this.name}==`));
    if (pin === undefined) throw new Error(`${this.requirements} does not pin ${this.name}`);
    return pin.slice(this.name.length + 2);
  }

  /** A program of the environment, such as the tool itself or `python`. */
  program(name = this.name): string {
    return join(this.folder, 'bin', name);
  }
}
