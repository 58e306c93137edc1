import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INDEX = join(__dirname, '../build/lib/index.js');

// node's lexer must not see a getter: one that it does not know takes the name back that `exports.NAME =` announced
const LAZY = `const lazy = (name, load) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => {
    const value = load();
    Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });
    return value;
} });
`;

/**
 * Makes the compiled index load a module when one of its names is first used, as aws-cdk-lib does it itself.
 *
 * An app that makes one bucket then does not wait for the modules of databases and load balancers. The names stay
 * announced by `exports.NAME = void 0`, so that modules of ECMAScript may import them by name.
 */
function main(): void {
  const compiled = readFileSync(INDEX, 'utf8');
  const modules = new Map(
    [...compiled.matchAll(/^(?:var|const) (\w+) = require\("(\.[^"]+)"\);\n/gm)].map(([, name, path]) => [name, path]),
  );
  const lazy = compiled
    .replace(/^(?:var|const) \w+ = require\("\.[^"]+"\);\n/gm, '')
    .replace(
      /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
      (_, exported: string, module: string, name: string) =>
        `lazy("${exported}", () => require("${modules.get(module) ?? ''}").${name});`,
    )
    .replace(/^lazy\(/m, `${LAZY}lazy(`);
  const left = [...modules.keys()].filter((name = '') => new RegExp(`\\b${name}\\b`).test(lazy));
  if (modules.size === 0 || left.length > 0) {
    throw new Error(`build/lib/index.js is not compiled as expected: ${left.join(', ') || 'no module in it'}`);
  }
  writeFileSync(INDEX, lazy);
}

main();
