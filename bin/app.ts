import { App, Validations } from 'aws-cdk-lib';
import { ComplianceChecks } from '../lib';
import { buildReferenceEnvironment } from './reference/environment';

const app = new App();
buildReferenceEnvironment(app);
Validations.of(app).addPlugins(new ComplianceChecks(app));
