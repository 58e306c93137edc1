import { App, Validations } from 'aws-cdk-lib';
import { ComplianceChecks } from '@cloudnexus/cdk';
import { WebServiceStack } from './web-service-stack';

const app = new App();
new WebServiceStack(app, 'WebService', { env: { region: 'eu-central-1' } });
Validations.of(app).addPlugins(new ComplianceChecks(app));
