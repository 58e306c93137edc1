import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Which file imports which others, by their paths from the folder of the repository. */
export type Imports = ReadonlyMap<string, readonly string[]>;

const ROOT = join(__dirname, '..');
const IMPORTED = /\b(?:from|import|require)\s*\(?\s*'(\.[^']+)'/g;

/** What the TypeScript files below a folder import of the repository's own, types among it. */
export function importsBelow(folder: string): Imports {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const imported = [...text.matchAll(IMPORTED)].map(([, module = '']) => fileOf(posix.join(file, '..', module)));
      return [file, imported];
    }),
  );
}

function fileOf(module: string): string {
  const candidates = [module, `${module}.ts`, `${module}/index.ts`].filter((path) => /\.\w+$/.test(path));
  const found = candidates.find((path) => existsSync(join(ROOT, path)));
  if (found === undefined) throw new Error(`${module} is imported and is no file`);
  return found;
}

/** The files that import each other in a circle, circle by circle, each in the order of the paths. */
export function circlesIn(imports: Imports): string[][] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachedFrom(file, imports)]));
  const inCircle = [...imports.keys()].filter((file) => reached.get(file)?.has(file) === true).sort();
  const circles = inCircle.map((file) =>
    inCircle.filter((other) => reached.get(file)?.has(other) === true && reached.get(other)?.has(file) === true),
  );
  return circles.filter((circle, index) => circle[0] === inCircle[index]);
}

function reachedFrom(start: string, imports: Imports): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...(imports.get(start) ?? [])];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    queue.push(...(imports.get(file) ?? []));
  }
  return reached;
}
