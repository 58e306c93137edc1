/* eslint-disable @typescript-eslint/no-require-imports -- who asks for no key waits for none */
import type { keysOf } from '../constructs/keys/category-keys';

interface CategoryKeysModule {
  readonly keysOf: typeof keysOf;
}

/** The keys of a category at a scope; loaded when they are first asked for. */
export const lazyKeysOf: typeof keysOf = (scope, category) =>
  (require('../constructs/keys/category-keys') as CategoryKeysModule).keysOf(scope, category);
