import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER, ROOT } from './generated-file';

/** `lib/frameworks/control-ids.ts`: the types of the ids in the catalogues. */
export function controlIds(): string {
  const folder = join(ROOT, 'lib/frameworks');
  const members = readdirSync(folder)
    .map((id) => join(folder, id, 'catalogue.json'))
    .filter((file) => existsSync(file))
    .sort()
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as { id: string; controls: { id: string }[] })
    .map(({ id, controls }) => `${id}: ${controls.map((control) => JSON.stringify(control.id)).join(' | ')};`);
  return `${HEADER}/** The ids of all controls, by framework. */\nexport interface ControlIds {\n${members.join('\n')}\n}\n`;
}
