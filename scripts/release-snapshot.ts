import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RELEASED, templatesNow } from './upgrade/apps';

/** Keeps the templates of a release, with which `test/upgrade` compares what comes after it; run by hand at a release. */
function main(): void {
  rmSync(RELEASED, { recursive: true, force: true });
  for (const [name, template] of templatesNow()) {
    const path = join(RELEASED, `${name}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(template, undefined, 1)}\n`);
    console.log(`kept ${name}`);
  }
}

main();
