import { readFileSync, statSync } from 'node:fs';
import { InputError } from './input-error';

/** The largest file that is read; CloudFormation itself takes templates of up to 1 MB. */
const LARGEST_MIB = 5;

/**
 * Reads a text file.
 *
 * @throws InputError when it cannot be read, is too large, or is not text
 */
export function readText(path: string): string {
  const bytes = readBytes(path);
  if (bytes.includes(0)) throw new InputError(path, 'a binary file, not a template; name a JSON or YAML file');
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Says in words what the operating system answered. */
export function systemProblem(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'ENOENT':
      return 'no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read; check its permissions';
    case 'EISDIR':
      return 'a folder where a file was expected';
    case 'ELOOP':
      return 'a link that leads back to itself';
    default:
      return `cannot be read (${code ?? String(error)})`;
  }
}

function readBytes(path: string): Buffer {
  try {
    const status = statSync(path);
    if (!status.isFile()) throw new InputError(path, 'no regular file; name a JSON or YAML file');
    const { size } = status;
    if (size > LARGEST_MIB * 1024 * 1024) {
      const mib = Math.ceil(size / (1024 * 1024));
      throw new InputError(
        path,
        `${mib} MiB is too large for a template: CloudFormation takes up to 1 MB, and ${LARGEST_MIB} MiB are read here`,
      );
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(path, systemProblem(error));
  }
}
