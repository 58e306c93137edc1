import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackageError, run } from './package/run';
import { inspectFiles, inspectReadme } from './package/shipped-files';
import { useInstalled } from './package/trials';

interface Manifest {
  readonly name: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

const ROOT = join(__dirname, '..');
const INSTALL = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', '--loglevel=error'];
const { name, peerDependencies, devDependencies } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
) as Manifest;

/** The compilers and runners that users have; the newest TypeScript has no API for ts-node. */
const TOOLS = {
  '@types/node': devDependencies['@types/node'],
  'ts-node': '10.9.2',
  tsx: devDependencies['tsx'],
  typescript: devDependencies['typescript'],
  'typescript-7': 'npm:typescript@7.0.2',
};

/** Packs the built library and uses it in new projects, with the lowest and the newest of its peers. */
function main(): void {
  if (!existsSync(join(ROOT, 'build/lib/index.js'))) throw new PackageError('nothing is built: run `npm run build`');
  const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-package-'));
  try {
    const tarball = pack(folder);
    install(folder, TOOLS);
    const lowest = new Map(Object.entries(peerDependencies).map(([peer, range]) => [peer, range.replace(/^\^/, '')]));
    tryPeers(join(folder, 'lowest'), tarball, Object.fromEntries(lowest));
    tryPeers(join(folder, 'newest'), tarball, peerDependencies);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pack(folder: string): string {
  const output = run('npm pack', 'npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], ROOT);
  // what scripts print stands before the list
  const [packed] = JSON.parse(output.slice(output.search(/^\[/m))) as Packed[];
  if (packed === undefined) throw new PackageError('npm pack failed: it packed nothing');
  inspectReadme(name, Object.keys(peerDependencies));
  inspectFiles(packed.files.map(({ path }) => path));
  console.log(`${packed.files.length} files, ${Math.round(packed.size / 1024)} KiB packed`);
  return join(folder, packed.filename);
}

function tryPeers(project: string, tarball: string, peers: Readonly<Record<string, string>>): void {
  mkdirSync(project);
  install(project, { ...peers, [name]: `file:${tarball}` });
  const installed = JSON.parse(readFileSync(join(project, 'node_modules/aws-cdk-lib/package.json'), 'utf8')) as {
    readonly version: string;
  };
  useInstalled(project, `aws-cdk-lib ${installed.version}`);
}

function install(project: string, dependencies: Readonly<Record<string, string | undefined>>): void {
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run(`npm install of ${Object.keys(dependencies).join(', ')}`, 'npm', INSTALL, project);
}

try {
  main();
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
