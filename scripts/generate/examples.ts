import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './generated-file';

const BLOCK = /<!-- (examples\/[\w/.-]+)#(\w+) -->\n[^]*?<!-- end -->/g;

/** A text whose blocks between `<!-- examples/FILE#REGION -->` and `<!-- end -->` are copied from the examples. */
export function withExamples(text: string): string {
  return text.replace(
    BLOCK,
    (_, file: string, region: string) =>
      `<!-- ${file}#${region} -->\n\n\`\`\`ts\n${regionOf(file, region)}\n\`\`\`\n\n<!-- end -->`,
  );
}

function regionOf(file: string, region: string): string {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const start = lines.findIndex((line) => line.trim() === `// region: ${region}`);
  const end = lines.findIndex((line, index) => index > start && line.trim() === '// endregion');
  if (start < 0 || end < 0) throw new Error(`${file} has no region ${region}`);
  const block = lines.slice(start + 1, end);
  const indent = Math.min(...block.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return block.map((line) => line.slice(indent)).join('\n');
}
