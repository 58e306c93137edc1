import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, normalize } from 'node:path';
import { isCloudAssembly, readCloudAssembly, type AssembledStack } from './cloud-assembly';
import { expandLoops } from './expand-loops';
import { InputError } from './input-error';
import { isObject, type JsonObject } from '../model/json';
import { parseTemplate } from './parse-template';
import { readText, systemProblem } from './read-text';
import { sha256Of } from './sha256';
import type { TemplateSource } from '../model/template';
import { TemplateSet } from '../model/template-set';

/** What was read from the paths that a user named. */
export interface Loaded {
  /** One set for each assembly, folder or file. */
  readonly sets: readonly TemplateSet[];
  /** Files that could not be read as what they should be. */
  readonly errors: readonly InputError[];
  /** Documents inside folders that are no templates; those a user names are errors. */
  readonly skipped: readonly string[];
}

const TEMPLATE_ENDINGS: ReadonlySet<string> = new Set(['.json', '.yaml', '.yml', '.template']);
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * Reads cloud assemblies, template files and folders of them.
 *
 * What cannot be read is reported beside what can, so that one bad file hides no finding in another.
 */
export function load(paths: readonly string[], onFile: (path: string) => void = () => undefined): Loaded {
  const reader = new Reader(onFile);
  for (const path of paths) reader.addPath(normalize(path));
  return reader;
}

class Reader implements Loaded {
  public readonly sets: TemplateSet[] = [];
  public readonly errors: InputError[] = [];
  public readonly skipped: string[] = [];

  private readonly visited = new Set<string>();

  public constructor(private readonly onFile: (path: string) => void) {}

  public addPath(path: string): void {
    this.attempt(() => {
      if (!isFolder(path)) {
        const source = this.read({ path });
        if (source === undefined)
          throw new InputError(path, 'no CloudFormation template: it has no Resources with a Type');
        this.sets.push(templateSet([source]));
        return;
      }
      const before = this.sets.length + this.errors.length;
      this.addFolder(path);
      if (this.sets.length + this.errors.length === before) {
        throw new InputError(path, 'no cloud assembly and no template in it; run `cdk synth`, or name a template file');
      }
    });
  }

  /** Assemblies inside a folder are sets of their own; its loose templates are one set. */
  private addFolder(folder: string): void {
    this.visited.clear();
    const loose: TemplateSource[] = [];
    this.visit(folder, loose);
    if (loose.length > 0) this.sets.push(templateSet(loose));
  }

  private visit(folder: string, loose: TemplateSource[]): void {
    // links may lead back up
    const real = realpathSync(folder);
    if (this.visited.has(real)) return;
    this.visited.add(real);
    if (isCloudAssembly(folder)) {
      this.attempt(() => {
        this.addAssembly(folder);
      });
      return;
    }
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry);
      this.attempt(() => {
        if (isFolder(path)) {
          if (!SKIPPED_FOLDERS.has(entry)) this.visit(path, loose);
        } else if (TEMPLATE_ENDINGS.has(extname(entry).toLowerCase())) {
          const source = this.read({ path });
          if (source === undefined) this.skipped.push(path);
          else loose.push(source);
        }
      });
    }
  }

  private addAssembly(folder: string): void {
    const sources: TemplateSource[] = [];
    const queue: AssembledStack[] = readCloudAssembly(folder);
    const seen = new Set(queue.map((stack) => stack.path));
    for (const stack of queue) {
      this.attempt(() => {
        const source = this.read(stack);
        if (source === undefined) throw new InputError(stack.path, 'no CloudFormation template; run `cdk synth` again');
        sources.push(source);
        for (const { child } of nestedIn(source)) {
          if (seen.has(child)) continue;
          seen.add(child);
          queue.push({ path: child, region: stack.region, account: stack.account });
        }
      });
    }
    this.sets.push(templateSet(sources));
  }

  private read(stack: AssembledStack): TemplateSource | undefined {
    this.onFile(stack.path);
    const text = readText(stack.path);
    const document = parseTemplate(text, stack.path);
    return document === undefined
      ? undefined
      : { ...stack, document: expandLoops(document, stack.path), sha256: sha256Of(text) };
  }

  private attempt(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.errors.push(error);
    }
  }
}

/** Makes a set of templates that are deployed together, nested stacks joined to their parents. */
export function templateSet(sources: readonly TemplateSource[]): TemplateSet {
  const present = new Set(sources.map((source) => source.path));
  return new TemplateSet(
    sources,
    sources.flatMap((source) => nestedIn(source).filter(({ child }) => present.has(child))),
  );
}

/** The templates that the nested stacks of a template deploy: named by CDK's metadata or by a path beside it. */
function nestedIn(source: TemplateSource): { parent: string; logicalId: string; child: string }[] {
  const resources = source.document['Resources'];
  return Object.entries(isObject(resources) ? resources : {}).flatMap(([logicalId, resource]) => {
    const file =
      isObject(resource) && resource['Type'] === 'AWS::CloudFormation::Stack' ? nestedFile(resource) : undefined;
    return file === undefined ? [] : [{ parent: source.path, logicalId, child: join(dirname(source.path), file) }];
  });
}

function nestedFile(resource: JsonObject): string | undefined {
  const metadata = resource['Metadata'];
  const asset = isObject(metadata) ? metadata['aws:asset:path'] : undefined;
  if (typeof asset === 'string') return basename(asset) === asset ? asset : undefined;
  const properties = resource['Properties'];
  const url = isObject(properties) ? properties['TemplateURL'] : undefined;
  return typeof url === 'string' && !url.includes('://') ? url : undefined;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new InputError(path, systemProblem(error));
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new InputError(folder, systemProblem(error));
  }
}
