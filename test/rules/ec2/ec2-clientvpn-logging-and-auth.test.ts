import { CfnClientVpnEndpoint, ClientVpnUserBasedAuthentication, Vpc } from 'aws-cdk-lib/aws-ec2';
import { SamlMetadataDocument, SamlProvider } from 'aws-cdk-lib/aws-iam';
import rule from '../../../lib/rules/ec2/ec2-clientvpn-logging-and-auth';
import { testRule } from '../test-rule';

const CERTIFICATE = {
  Type: 'certificate-authentication',
  MutualAuthentication: { ClientRootCertificateChainArn: 'arn' },
};
const DIRECTORY = { Type: 'directory-service-authentication', ActiveDirectory: { DirectoryId: 'd-1' } };
const LOGGED = { Enabled: true, CloudwatchLogGroup: 'vpn' };

testRule(rule, {
  compliant: {
    'a federated sign-in, as the L2 makes it': (stack) =>
      new Vpc(stack, 'Vpc', { natGateways: 0 }).addClientVpnEndpoint('Endpoint', {
        cidr: '10.100.0.0/16',
        serverCertificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
        userBasedAuthentication: ClientVpnUserBasedAuthentication.federated(
          new SamlProvider(stack, 'Saml', { metadataDocument: SamlMetadataDocument.fromXml('<xml/>'.repeat(200)) }),
        ),
      }),
    'a directory and a certificate': { ConnectionLogOptions: LOGGED, AuthenticationOptions: [DIRECTORY, CERTIFICATE] },
  },
  noncompliant: {
    'no log': { ConnectionLogOptions: { Enabled: false }, AuthenticationOptions: [CERTIFICATE] },
    'nothing set': (stack) =>
      new CfnClientVpnEndpoint(stack, 'Endpoint', {
        authenticationOptions: [],
        connectionLogOptions: { enabled: false },
        serverCertificateArn: 'arn',
      }),
  },
  undetermined: {
    'a directory, which may ask for a second factor': {
      ConnectionLogOptions: LOGGED,
      AuthenticationOptions: [DIRECTORY],
    },
    'a method from a parameter': {
      Parameters: { Method: { Type: 'String' } },
      Resources: {
        Endpoint: {
          Type: 'AWS::EC2::ClientVpnEndpoint',
          Properties: { ConnectionLogOptions: LOGGED, AuthenticationOptions: [{ Type: { Ref: 'Method' } }] },
        },
      },
    },
  },
});
