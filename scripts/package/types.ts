import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackageError } from './run';

const CONFIGURATION = 'tsconfig.exact.json';

// classes of aws-cdk-lib are not what its interfaces say once optional is exact; no app can mend that
const OF_AWS = 'node_modules/aws-cdk-lib/';

/**
 * What the strictest users have. The examples left out hand a `Vpc` on as an `IVpc`, which aws-cdk-lib itself does not
 * allow then.
 */
const OPTIONS = {
  extends: './tsconfig.json',
  compilerOptions: { exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
  include: ['names.ts', 'examples/adopt', 'examples/records'],
};

/**
 * Checks the declarations of an installed package, and apps that use it, with `exactOptionalPropertyTypes`.
 *
 * By the newest TypeScript, which `cdk init` installs; ts-node checks with the one before.
 */
export function checkTypes(project: string, peer: string): void {
  writeFileSync(join(project, CONFIGURATION), JSON.stringify(OPTIONS));
  writeFileSync(
    join(project, 'names.ts'),
    `export * from '@cloudnexus/cdk';\nexport * from '@cloudnexus/cdk/rules';\n`,
  );
  const folder = join(project, '../node_modules/typescript-7');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(folder, 'bin/tsc'), '--project', CONFIGURATION, '--pretty', 'false'],
    { cwd: project, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const errors = stdout.split('\n').filter((line) => /error TS\d/.test(line));
  const ours = errors.find((line) => !line.startsWith(OF_AWS));
  const attempt = `the check of types with exactOptionalPropertyTypes by TypeScript ${version} on ${peer}`;
  if (ours !== undefined) throw new PackageError(`${attempt} failed: ${ours}`);
  if (status !== 0 && errors.length === 0) throw new PackageError(`${attempt} failed: it said nothing`);
}
