import { App, Validations } from 'aws-cdk-lib';
import { ComplianceChecks } from '@cloudnexus/cdk';
import { RecordsStack } from './records-stack';

const app = new App();
new RecordsStack(app, 'Records');
Validations.of(app).addPlugins(new ComplianceChecks(app));
