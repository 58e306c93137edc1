import { App, Validations } from 'aws-cdk-lib';
import { ComplianceChecks, Framework } from '@cloudnexus/cdk';
import { PaymentsStack } from './payments-stack';

const app = new App();
new PaymentsStack(app, 'Payments', { env: { region: 'eu-central-1' } });
Validations.of(app).addPlugins(
  new ComplianceChecks(app, { frameworks: [Framework.PCI_DSS_4_0_1, Framework.CLOUDNEXUS_POLICY] }),
);
