import { join } from 'node:path';
import type { SaidRule } from '../../lib/hardening/prop-rule';
import { ROOT } from './generated-file';
import { exportsOf, importsOf } from './source-file';

/** A table that says what becomes of every prop, by the name that its file gives it. */
export interface NamedTable {
  readonly name: string;
  /** What the doc comment of the table says. */
  readonly summary: string;
  readonly rules: Readonly<Record<string, SaidRule>>;
}

/** The tables that a file decides by: those that it exports, and those that it imports. */
export async function tablesOf(path: string): Promise<NamedTable[]> {
  const own = exportsOf(path).map(({ name }) => ({ name, module: path.replace(/\.ts$/, '') }));
  const tables = await Promise.all([...own, ...importsOf(path)].map(({ name, module }) => tableNamed(name, module)));
  return tables.filter((table) => table !== undefined);
}

async function tableNamed(name: string, module: string): Promise<NamedTable | undefined> {
  const exported = (await import(join(ROOT, module))) as Readonly<Record<string, unknown>>;
  const rules = exported[name];
  if (!isTable(rules)) return undefined;
  const comment = exportsOf(`${module}.ts`).find((one) => one.name === name)?.comment ?? [];
  return { name, rules, summary: comment.join(' ').trim() };
}

function isTable(value: unknown): value is NamedTable['rules'] {
  if (typeof value !== 'object' || value === null) return false;
  const rules: unknown[] = Object.values(value);
  return rules.length > 0 && rules.every((rule) => typeof rule === 'object' && rule !== null && 'says' in rule);
}
