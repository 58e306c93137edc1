import { App, Validations } from 'aws-cdk-lib';
import { ComplianceChecks } from '../../lib';
import { RecordsStack } from './records-stack';

const app = new App();
new RecordsStack(app, 'Records');
Validations.of(app).addPlugins(new ComplianceChecks(app));
