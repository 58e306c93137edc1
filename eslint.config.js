const js = require('@eslint/js');
const jest = require('eslint-plugin-jest');
const jsdoc = require('eslint-plugin-jsdoc');
const tseslint = require('typescript-eslint');

const CDK = ['aws-cdk-lib', 'aws-cdk-lib/*', 'aws-cdk-lib/**', 'constructs', 'cdk-nag', 'cdk-nag/**'];
const BUILDERS = ['hardening', 'constructs', 'defaults'];
const DOCUMENTED = ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSEnumDeclaration'];
const CDK_MESSAGE = 'This floor runs without aws-cdk-lib.';

/** A block that keeps the files of a folder from importing other folders of lib, and CDK where `cdk` is given. */
const floor = (name, files, folders, cdk = undefined) => ({
  name: `floors/${name}`,
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: folders.map((folder) => `**/${folder}/**`), message: 'Floors point down: see ARCHITECTURE.md.' },
          ...(cdk === undefined ? [] : [{ group: CDK, message: CDK_MESSAGE, ...cdk }]),
        ],
      },
    ],
  },
});
const JUDGES = ['rules', 'compliance', 'plugin', 'reports', 'cli'];
const TYPES_ONLY = { allowTypeImports: true };

module.exports = tseslint.config(
  {
    name: 'ignored',
    ignores: [
      'build/',
      'dist/',
      'cdk.out/',
      '**/cdk.out/',
      'node_modules/',
      '.judges/',
      '**/*.d.ts',
      '**/*.js',
      '!*.config.js',
    ],
  },
  { name: 'javascript', ...js.configs.recommended },
  {
    name: 'configuration',
    files: ['*.config.js'],
    languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly', process: 'readonly' } },
  },
  {
    name: 'typescript',
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // brackets mark the keys of templates, which are data
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // overflows its own stack on recursive types such as Resolved (typescript-eslint 8.73)
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    name: 'size',
    files: ['**/*.ts'],
    ignores: ['test/**', 'examples/**', 'lib/frameworks/control-ids.ts'],
    rules: { 'max-lines': ['error', 300], 'max-lines-per-function': ['error', 40] },
  },
  {
    name: 'documentation',
    files: ['lib/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': ['error', { publicOnly: true, require: { ClassDeclaration: true }, contexts: DOCUMENTED }],
    },
  },
  { name: 'tests', files: ['test/**/*.test.ts'], ...jest.configs['flat/recommended'] },
  {
    name: 'assertions',
    files: ['test/**/*.test.ts'],
    rules: {
      'jest/expect-expect': [
        'error',
        {
          assertFunctionNames: [
            'expect',
            'keepsItsPromise',
            '**.has*',
            'hasInstance',
            '**.resourceCountIs',
            '**.allResourcesProperties',
          ],
        },
      ],
    },
  },
  floor('facts', ['lib/facts/**'], ['policy', 'frameworks', 'template', ...JUDGES, ...BUILDERS], {}),
  floor('policy', ['lib/policy/**'], ['frameworks', 'template', ...JUDGES, ...BUILDERS], TYPES_ONLY),
  // what an app puts on record reaches its templates
  floor(
    'exceptions',
    ['lib/policy/{policy-exceptions,ephemeral-stage}.ts'],
    ['frameworks', 'template', ...JUDGES, ...BUILDERS],
  ),
  floor('frameworks', ['lib/frameworks/**'], ['policy', 'template', ...JUDGES, ...BUILDERS], {}),
  floor('template', ['lib/template/**'], ['policy', 'frameworks', ...JUDGES, ...BUILDERS], {}),
  floor('rules', ['lib/rules/**'], ['compliance', 'plugin', 'reports', 'cli', ...BUILDERS], {}),
  floor('compliance', ['lib/compliance/**'], ['plugin', 'reports', 'cli', ...BUILDERS], {}),
  floor('plugin', ['lib/plugin/**'], ['cli', ...BUILDERS]),
  floor('reports', ['lib/reports/**'], ['plugin', 'cli', ...BUILDERS], {}),
  floor('cli', ['lib/cli/**', 'bin/cloudnexus.ts'], ['plugin', ...BUILDERS], {}),
  floor('builders', ['lib/{hardening,constructs,defaults}/**'], ['template', 'frameworks', ...JUDGES]),
);
