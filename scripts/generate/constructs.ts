import { readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { ROOT, withBlock } from './generated-file';
import { exportsOf, sourcesBelow, type Exported } from './source-file';

/** One of our constructs, by its file. */
export interface ConstructFile {
  readonly name: string;
  /** The folder, such as `storage`. */
  readonly concern: string;
  readonly path: string;
  readonly comment: readonly string[];
  /** The page about it, from the folder of the repository. */
  readonly page: string;
}

const FOLDER = 'lib/constructs';

/** Every class of ours that an app makes below a scope, by concern and name. */
export function constructFiles(): ConstructFile[] {
  return sourcesBelow(FOLDER).flatMap((path) =>
    publicExports(path)
      .filter(({ kind, isDerived }) => kind === 'class' && isDerived)
      .map(({ name, comment }) => ({
        name,
        concern: basename(posix.dirname(path)),
        path,
        comment,
        page: `docs/constructs/${basename(path, '.ts')}.md`,
      })),
  );
}

/** `lib/index.ts`, with what the constructs add to the API: classes, enumerations and the interfaces of their props. */
export function libraryIndex(): string {
  const lines = sourcesBelow(FOLDER).flatMap((path) => {
    const names = publicExports(path);
    const values = names.filter(({ kind }) => kind !== 'interface').map(({ name }) => name);
    const types = names
      .filter(({ kind }) => kind === 'interface')
      .map(({ name }) => name)
      .sort();
    const module = `./${posix.relative('lib', path).replace(/\.ts$/, '')}`;
    if (values.length > 0) {
      return [`export { ${[...values, ...types.map((name) => `type ${name}`)].join(', ')} } from '${module}';`];
    }
    return types.length > 0 ? [`export type { ${types.join(', ')} } from '${module}';`] : [];
  });
  const text = readFileSync(join(ROOT, 'lib/index.ts'), 'utf8');
  return withBlock(text, '// constructs: written by `npm run generate`', '// end', lines.join('\n'));
}

/** The table of a README: which constructs there are for each concern. */
export function withConstructs(readme: string): string {
  const files = constructFiles();
  const rows = [...new Set(files.map(({ concern }) => concern))].map((concern) => {
    const ofConcern = files.filter((file) => file.concern === concern);
    return `| ${concern} | ${ofConcern.map(({ name, page }) => `[\`${name}\`](${page})`).join(', ')} |`;
  });
  const block = ['', '| for | constructs |', '| --- | --- |', ...rows, ''].join('\n');
  return withBlock(readme, '<!-- constructs -->', '<!-- end -->', block);
}

/** What a file adds to the API: all but what says `@internal`, and interfaces that are no props. */
function publicExports(path: string): Exported[] {
  return exportsOf(path)
    .filter(({ kind, name }) => kind !== 'const' && (kind !== 'interface' || name.endsWith('Props')))
    .filter(({ comment }) => !comment.includes('@internal'));
}
