import { App, Validations } from 'aws-cdk-lib';
import { ComplianceChecks, Framework } from '@cloudnexus/cdk';
import { HealthcareStack } from './healthcare-stack';

const app = new App();
new HealthcareStack(app, 'Healthcare', { env: { region: 'eu-central-1' } });
Validations.of(app).addPlugins(
  new ComplianceChecks(app, { frameworks: [Framework.HIPAA, Framework.CLOUDNEXUS_POLICY] }),
);
