// region: stages
import { App, Stage, Validations } from 'aws-cdk-lib';
import { ComplianceChecks, EphemeralStage, SecureDefaults } from '@cloudnexus/cdk';
import { ShopStack } from './shop-stack';

const app = new App();
SecureDefaults.apply(app);
Validations.of(app).addPlugins(new ComplianceChecks(app));
new ShopStack(new Stage(app, 'Prod'), 'Shop');
new ShopStack(new EphemeralStage(app, 'Dev'), 'Shop'); // made-up data only, and it all goes with its stack
// endregion
