import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { bundledDependencies } from '../../package.json';
import { PackageError } from './run';

const ROOT = join(__dirname, '../..');
const TEXTS = [
  '.jsii',
  'API.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'NOTICE',
  'README.md',
  'package.json',
];
const LINK = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g;

/** Fails unless the README's first block installs the package together with all of its peers. */
export function inspectReadme(name: string, peers: readonly string[]): void {
  const [, block = ''] = /^```\w*\n([^]*?)\n```/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  const [npm, install, ...names] = block.split(' ');
  const expected = [name, ...peers].sort().join(' ');
  if (npm === 'npm' && install === 'install' && names.sort().join(' ') === expected) return;
  throw new PackageError(`README.md does not begin with an npm install of ${expected}`);
}

/** Fails unless a packed list holds every file that a user needs and no other, and no text links to what is not in it. */
export function inspectFiles(packed: readonly string[]): void {
  const expected = new Set([...TEXTS, 'build/bin/cloudnexus.js', ...compiled(), ...documents(), ...examples()]);
  const own = packed.filter((path) => !path.startsWith('node_modules/'));
  refuse(
    'lacks',
    [...expected].filter((path) => !own.includes(path)),
  );
  refuse(
    'ships what no source, text or example stands for (build anew)',
    own.filter((path) => !expected.has(path)),
  );
  const bundled = bundledDependencies.map((name) => `node_modules/${name}/`);
  refuse(
    'bundles more than it depends on',
    packed.filter((path) => path.startsWith('node_modules/') && !bundled.some((folder) => path.startsWith(folder))),
  );
  refuse(
    'lacks what it depends on',
    bundled.filter((folder) => !packed.some((path) => path.startsWith(folder))),
  );
  refuse(
    'ships what only browsers load',
    packed.filter((path) => /\bbrowser\b/.test(path)),
  );
  refuse('links to files that it does not ship', deadLinks(own));
}

function refuse(problem: string, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  throw new PackageError(`the package ${problem}: ${paths.slice(0, 5).join(', ')}${more}`);
}

function compiled(): string[] {
  return filesIn('lib').flatMap((path) => {
    const source = path.replace(/\.ts$/, '');
    return path === source ? [`build/${path}`] : [`build/${source}.js`, `build/${source}.d.ts`];
  });
}

function documents(): string[] {
  return filesIn('docs').filter((path) => path.endsWith('.md'));
}

function examples(): string[] {
  return filesIn('examples').filter((path) => /^[^/]+\/[^/]+\/[^/]+(?<!\.test)\.(json|md|ts)$/.test(path));
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length + 1).replaceAll('\\', '/'), entry.name));
}

/** Links of the shipped texts to a file or folder that is not shipped. */
function deadLinks(packed: readonly string[]): string[] {
  const texts = packed.filter((path) => path.endsWith('.md') && path !== 'API.md');
  return texts.flatMap((text) =>
    [...readFileSync(join(ROOT, text), 'utf8').matchAll(LINK)]
      .map(([, link = '']) => ({ link, target: posix.join(posix.dirname(text), link) }))
      .filter(({ target }) => !packed.some((path) => path === target || path.startsWith(`${target}/`)))
      .map(({ link }) => `${link} in ${text}`),
  );
}
