import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { HEADER, ROOT } from './generated-file';
import { sourcesBelow } from './source-file';

/** A class of the CDK that `SecureDefaults` reaches, and the file that says how. */
export interface PlainClassFile {
  /** Such as `aws-cdk-lib.aws-s3.Bucket`. */
  readonly classId: string;
  readonly path: string;
}

const DEFINES_PLAIN_CLASS = /^export default plainClass\b/m;
const CLASS_ID = /\bclassId: '(aws-cdk-lib\.[\w.-]+)'/;

/**
 * Every file that makes a class of the CDK known to `SecureDefaults`, in the order of the ids of the classes.
 *
 * @throws when a file does not name its class, or two name the same
 */
export function plainClassFiles(): PlainClassFile[] {
  const files = new Map<string, string>();
  for (const path of [...sourcesBelow('lib/hardening'), ...sourcesBelow('lib/defaults')]) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    if (!DEFINES_PLAIN_CLASS.test(text)) continue;
    const [, classId] = CLASS_ID.exec(text) ?? [];
    if (classId === undefined) throw new Error(`${path} does not name its class: write classId: 'aws-cdk-lib.…'`);
    const other = files.get(classId);
    if (other !== undefined) throw new Error(`${path} and ${other} both say how ${classId} is filled`);
    files.set(classId, path);
  }
  return [...files]
    .map(([classId, path]) => ({ classId, path }))
    .sort((left, right) => (left.classId < right.classId ? -1 : 1));
}

/** `lib/defaults/plain-classes.ts`: the classes whose blanks are filled. */
export function plainClasses(): string {
  const entries = plainClassFiles().map(({ classId, path }) => {
    const module = posix.relative('lib/defaults', path.replace(/\.ts$/, ''));
    const from = module.startsWith('.') ? module : `./${module}`;
    return `'${classId}': () => (require('${from}') as Loaded).default,`;
  });
  return `${HEADER}/* eslint-disable @typescript-eslint/no-require-imports -- a class is loaded when it is first made */
import type { PlainClass } from '../hardening/plain-class';

interface Loaded {
  readonly default: PlainClass;
}

/** The classes whose blanks are filled, by the id that the CDK gives them. */
export const PLAIN_CLASSES = {
${entries.join('\n')}
} as const;

/** The id of such a class. */
export type PlainClassId = keyof typeof PLAIN_CLASSES;
`;
}
