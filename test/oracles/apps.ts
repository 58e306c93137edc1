import type { App } from 'aws-cdk-lib';
import { SecureDefaults } from '../../lib';
import { ShopStack } from '../../examples/adopt/shop-stack';
import { BUILD } from '../../scripts/upgrade/apps';

/** Everything that the repository synthesizes: the reference environment and each example, as its `app.ts` builds it. */
export const APPS: Readonly<Record<string, (app: App) => void>> = {
  ...BUILD,
  adopt: (app) => {
    SecureDefaults.apply(app);
    new ShopStack(app, 'Shop');
  },
};
