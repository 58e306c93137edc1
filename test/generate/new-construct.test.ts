import { join } from 'node:path';
import {
  createCompilerHost,
  createSourceFile,
  createProgram,
  flattenDiagnosticMessageText,
  parseJsonConfigFileContent,
  sys,
  type CompilerHost,
  type SourceFile,
} from 'typescript';
import { ROOT } from '../../scripts/generate/generated-file';
import { filesOf } from '../../scripts/new-construct/files';
import { readL2, type L2 } from '../../scripts/new-construct/l2';
import { namesOf } from '../../scripts/new-construct/names';
import config from '../../tsconfig.json';

const { options } = parseJsonConfigFileContent(
  { ...config, compilerOptions: { ...config.compilerOptions, noEmit: true } },
  sys,
  ROOT,
);
const DISK = createCompilerHost(options);
/** What was parsed already: the declarations of the CDK are many. */
const PARSED = new Map<string, SourceFile | undefined>();

/** What the compiler says of new files that lie in the repository for it alone. */
function complaints(files: ReadonlyMap<string, string>): string[] {
  const host: CompilerHost = {
    ...DISK,
    fileExists: (path) => files.has(path) || DISK.fileExists(path),
    readFile: (path) => files.get(path) ?? DISK.readFile(path),
    // the folders of the new files are not there
    directoryExists: () => true,
    getSourceFile: (path, language) => {
      const text = files.get(path);
      if (text !== undefined) return createSourceFile(path, text, language);
      if (!PARSED.has(path)) PARSED.set(path, DISK.getSourceFile(path, language));
      return PARSED.get(path);
    },
  };
  const program = createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((path) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .map(({ messageText }) => flattenDiagnosticMessageText(messageText, ' ')),
  );
}

function overlay(l2: L2): Map<string, string> {
  const files = filesOf('messaging/secure-trial', l2).map(({ path, text }) => [join(ROOT, path), text] as const);
  const index = sys.readFile(join(ROOT, 'lib/index.ts')) ?? '';
  return new Map([
    ...files,
    [join(ROOT, 'lib/index.ts'), `${index}export * from './constructs/messaging/secure-trial';\n`],
  ]);
}

const undecided = (l2: L2): string[] =>
  l2.props.map(({ name }) => `Cannot find name 'undecided${name.charAt(0).toUpperCase()}${name.slice(1)}'.`);

describe('the files of a new construct', () => {
  let queue: L2;
  beforeAll(async () => {
    queue = await readL2('aws-cdk-lib/aws-sqs', 'Queue');
  });

  test('know every prop of the L2, and how others take it', () => {
    expect(queue).toMatchObject({ propsName: 'QueueProps', reference: 'Queue', classId: 'aws-cdk-lib.aws-sqs.Queue' });
    expect(queue.props.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['encryption', 'enforceSSL', 'queueName']),
    );
    expect(queue.props).toContainEqual({
      name: 'queueName',
      type: 'string',
      summary: 'A name for the queue.',
      isRequired: false,
    });
  });

  test('compile but for each prop that nobody has decided on, and once all are decided', () => {
    const files = overlay(queue);
    expect([...new Set(complaints(files))].sort()).toEqual(undecided(queue).sort());
    const decided = [...files].map(([path, text]): [string, string] => {
      if (path.includes('/hardening/')) {
        return [path, `import { free } from '../decisions';\n${text.replace(/undecided\w+/g, 'free()')}`];
      }
      return [path, text.replace(/\{ taken: \[undecided\w+\] \}/g, '{ taken: [] }')];
    });
    expect(complaints(new Map(decided))).toEqual([]);
  });
});

test('an L2 that the CDK does not have fails in a sentence', async () => {
  await expect(readL2('aws-cdk-lib/aws-sqs', 'Cue')).rejects.toThrow(
    'aws-cdk-lib/aws-sqs has no construct Cue with props.',
  );
});

test('names follow from the place and the class, whose version is no part of them', () => {
  expect(namesOf('databases/secure-table', { name: 'TableV2' })).toMatchObject({
    construct: 'SecureTable',
    resource: 'table',
    table: 'TABLE',
    field: 'table',
    id: 'Table',
    aNoun: 'a table',
  });
  expect(namesOf('compute/secure-ec2-service', { name: 'Ec2Service' })).toMatchObject({
    construct: 'SecureEc2Service',
    resource: 'ec2-service',
    table: 'EC2_SERVICE',
    aNoun: 'an ec2 service',
  });
});
