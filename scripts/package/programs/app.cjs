const { App, Stack, Validations } = require('aws-cdk-lib');
const { Bucket } = require('aws-cdk-lib/aws-s3');
const { ComplianceChecks, SecureDefaults } = require('@cloudnexus/cdk');

const app = new App();
SecureDefaults.apply(app);
Validations.of(app).addPlugins(new ComplianceChecks(app));

const loaded = Object.keys(require.cache).filter((path) => /cloudnexus.cdk.build.lib.constructs/.test(path));
if (loaded.length > 0) throw new Error(`modules are loaded that nobody uses: ${loaded.join(', ')}`);

new Bucket(new Stack(app, 'Shop'), 'Pictures');
