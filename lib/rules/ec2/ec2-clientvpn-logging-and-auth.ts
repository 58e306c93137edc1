import { all, any, anyOf, because, equals, isOneOf, maybe, type Certainty } from '../../template/read/certainty';
import type { Resource } from '../../template/read/resource';
import { demanded, expectTrue } from '../expect';
import { defineRule } from '../rule';

const OPTIONS = 'AuthenticationOptions';
const STRONG = ['certificate-authentication', 'federated-authentication'];

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
    const answer = because(asksEnough(endpoint), { path: OPTIONS, reason: 'nothing' });
    yield* demanded(answer, STRONG.join(' or '));
  },
});

/** Clients must pass every method that is listed, so one strong method is enough. */
function asksEnough(endpoint: Resource): Certainty {
  const types = endpoint.items(OPTIONS).map((option) => option.text('Type'));
  const directory = anyOf(types, (type) => equals(type, 'directory-service-authentication'));
  return any([
    () => anyOf(types, (type) => isOneOf(type, STRONG)),
    () => all([directory, maybe('only the directory knows whether it asks for a second factor')]),
  ]);
}
