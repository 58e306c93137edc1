import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INDEX = join(__dirname, '../build/lib/index.js');

/**
 * Makes the compiled index load a module when one of its names is first used, as aws-cdk-lib does it itself.
 *
 * An app that makes one bucket then does not wait for the modules of databases and load balancers.
 */
function main(): void {
  const compiled = readFileSync(INDEX, 'utf8');
  const modules = new Map(
    [...compiled.matchAll(/^(?:var|const) (\w+) = require\("(\.[^"]+)"\);\n/gm)].map(([, name, path]) => [name, path]),
  );
  let lazy = compiled.replace(/^(?:var|const) \w+ = require\("\.[^"]+"\);\n/gm, '');
  for (const [name = '', path = ''] of modules) lazy = lazy.replaceAll(`return ${name}.`, `return require("${path}").`);
  const left = [...modules.keys()].filter((name = '') => new RegExp(`\\b${name}\\b`).test(lazy));
  if (modules.size === 0 || left.length > 0) {
    throw new Error(`build/lib/index.js is not compiled as expected: ${left.join(', ') || 'no module in it'}`);
  }
  writeFileSync(INDEX, lazy);
}

main();
