import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// npm packs a bundled dependency as its author listed it; what stands in an ignore file inside a folder of it counts, too
writeFileSync(join(__dirname, '../node_modules/yaml/browser/.npmignore'), '*\n');
