import type { Resource } from '../../template/read/resource';
import { expectTrue, fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';

export default defineRule({
  id: 'ec2-clientvpn-logging-and-auth',
  title: 'Client VPN endpoint logs connections and asks for a certificate or a federated sign-in',
  clause: 'P2.3',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::ClientVpnEndpoint'],
  rationale:
    'Behind a password alone, a phished engineer is a way into the network, and without a log nobody sees who took it.',
  remediation:
    'Set `Enabled` of `ConnectionLogOptions` to true, and add federated or certificate authentication to `AuthenticationOptions`.',
  controls: {
    iso27001: { 'A.6.7': 'judgement', 'A.8.5': 'crosswalk', 'A.8.15': 'peer' },
    soc2: { 'CC7.2': 'judgement' },
    hipaa: { '164.308(a)(1)(ii)(D)': 'judgement', '164.312(b)': 'judgement' },
    pci: { '8.2.7': 'judgement', '8.4.3': 'judgement', '10.2.1': 'peer', '10.2.1.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['ec2-client-vpn-connection-log-enabled'],
    securityHub: ['EC2.51'],
    prowler: ['ec2_client_vpn_endpoint_connection_logging_enabled'],
  },
  *check(endpoint) {
    yield* expectTrue(endpoint.boolean('ConnectionLogOptions.Enabled'));
    yield* strongAuthentication(endpoint);
  },
});

/** Clients must pass every method that is listed, so one strong method is enough. */
function* strongAuthentication(endpoint: Resource): Generator<Problem> {
  const types = endpoint.items('AuthenticationOptions').map((option) => option.text('Type'));
  const strong = ['certificate-authentication', 'federated-authentication'];
  if (types.some((type) => type.kind === 'value' && strong.includes(type.value))) return;
  const unknown = types.find((type) => type.kind === 'unknown');
  const directory = types.find((type) => type.kind === 'value' && type.value === 'directory-service-authentication');
  if (unknown !== undefined) yield undetermined(unknown);
  else if (directory === undefined) yield fail('AuthenticationOptions', strong.join(' or '), 'nothing');
  else
    yield undetermined({ path: directory.path, why: 'only the directory knows whether it asks for a second factor' });
}
