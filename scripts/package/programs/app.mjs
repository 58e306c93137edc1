import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import library, * as names from '@cloudnexus/cdk';
import { ComplianceChecks, SecureDefaults } from '@cloudnexus/cdk';
import { defineRule } from '@cloudnexus/cdk/rules';

const hidden = Object.keys(library).filter((name) => !(name in names));
if (hidden.length > 0) throw new Error(`names that cannot be imported: ${hidden.join(', ')}`);
if (typeof defineRule !== 'function') throw new Error('the entry for rules does not export defineRule');

const app = new App();
SecureDefaults.apply(app);
Validations.of(app).addPlugins(new ComplianceChecks(app));
new Bucket(new Stack(app, 'Shop'), 'Pictures');
