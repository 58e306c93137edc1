// CDK's built-in validator costs two seconds a file: test/builtin-validation.test.ts runs with it on.
process.env.CDK_VALIDATION ??= 'false';

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // examples import the library by its name, so that they can be copied
  moduleNameMapper: { '^@cloudnexus/cdk$': '<rootDir>/lib/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/build', '<rootDir>/dist', '<rootDir>/.judges', 'cdk.out'],
  testTimeout: 60_000,
};
