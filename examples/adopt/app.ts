// region: app
import { App, Validations } from 'aws-cdk-lib';
import { ComplianceChecks, SecureDefaults } from '@cloudnexus/cdk';
import { ShopStack } from './shop-stack';

const app = new App();
SecureDefaults.apply(app); // plain s3.Bucket, kms.Key, logs.LogGroup … come out right
Validations.of(app).addPlugins(new ComplianceChecks(app));
new ShopStack(app, 'Shop');
// endregion
