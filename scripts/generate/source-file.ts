import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createSourceFile,
  getJSDocCommentsAndTags,
  isClassDeclaration,
  isEnumDeclaration,
  isImportDeclaration,
  isInterfaceDeclaration,
  isNamedImports,
  isStringLiteral,
  isVariableStatement,
  ModifierFlags,
  getCombinedModifierFlags,
  ScriptTarget,
  SyntaxKind,
  type ClassDeclaration,
  type Declaration,
  type EnumDeclaration,
  type InterfaceDeclaration,
  type Node,
  type SourceFile,
  type VariableDeclaration,
} from 'typescript';
import { ROOT } from './generated-file';

/** What a file exports under a name. */
export interface Exported {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum' | 'const';
  /** Its doc comment without stars, line by line. */
  readonly comment: readonly string[];
  /** Whether it is a class that extends another. */
  readonly isDerived: boolean;
}

/** A name that a file imports, and the module without its ending, from the folder of the repository. */
export interface Imported {
  readonly name: string;
  readonly module: string;
}

/** The TypeScript files below a folder, from the folder of the repository, in the order of their paths. */
export function sourcesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .sort();
}

/** The classes, interfaces, enumerations and constants that a file exports, in the order of the file. */
export function exportsOf(path: string): Exported[] {
  return parsed(path)
    .statements.flatMap((statement): (Named | VariableDeclaration)[] => {
      if (isVariableStatement(statement)) return [...statement.declarationList.declarations];
      return isNamed(statement) ? [statement] : [];
    })
    .filter((declaration) => (getCombinedModifierFlags(declaration) & ModifierFlags.Export) !== 0)
    .map((declaration) => ({
      name: declaration.name?.getText() ?? 'default',
      kind: kindOf(declaration),
      comment: commentOf(declaration),
      isDerived:
        isClassDeclaration(declaration) &&
        (declaration.heritageClauses ?? []).some(({ token }) => token === SyntaxKind.ExtendsKeyword),
    }));
}

/** The names that a file imports from other files of the repository. */
export function importsOf(path: string): Imported[] {
  return parsed(path).statements.flatMap((statement) => {
    if (!isImportDeclaration(statement) || !isStringLiteral(statement.moduleSpecifier)) return [];
    const { text } = statement.moduleSpecifier;
    const bindings = statement.importClause?.namedBindings;
    if (!text.startsWith('.') || bindings === undefined || !isNamedImports(bindings)) return [];
    const module = join(path, '..', text).replaceAll('\\', '/');
    return bindings.elements.map(({ name, propertyName }) => ({ name: (propertyName ?? name).text, module }));
  });
}

type Named = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;

function isNamed(node: Node): node is Named {
  return isClassDeclaration(node) || isInterfaceDeclaration(node) || isEnumDeclaration(node);
}

function kindOf(declaration: Declaration): Exported['kind'] {
  if (isClassDeclaration(declaration)) return 'class';
  if (isInterfaceDeclaration(declaration)) return 'interface';
  return isEnumDeclaration(declaration) ? 'enum' : 'const';
}

function commentOf(declaration: Declaration): string[] {
  const text = getJSDocCommentsAndTags(declaration).at(-1)?.getText() ?? '';
  return text
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .map((line, index) => (index === 0 ? line.trimStart() : line));
}

function parsed(path: string): SourceFile {
  return createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ScriptTarget.Latest, true);
}
