import { statementsOf, type Statement } from '../../template/read/policy-document';
import type { Reading } from '../../template/read/reading';
import { fail, undetermined } from '../expect';
import { everybody } from '../concepts/policy-statement';
import { defineRule } from '../rule';

const DOCUMENT = 'PolicyDocument';

export default defineRule({
  id: 'vpc-endpoint-policy-scoped',
  title: 'VPC endpoint lets through only what its policy names',
  clause: 'P2.2.1',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::VPCEndpoint'],
  rationale: 'Through an open endpoint, stolen data goes to a bucket of any account without touching the internet.',
  remediation:
    'Set `PolicyDocument` to the actions and resources in use, or condition it on `aws:PrincipalOrgID` and `aws:ResourceOrgID`.',
  controls: {
    iso27001: { 'A.8.3': 'judgement', 'A.8.12': 'judgement', 'A.8.20': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.6': 'judgement', 'CC6.7': 'judgement' },
    hipaa: { '164.312(e)(1)': 'judgement' },
    pci: { '1.3.2': 'judgement' },
  },
  equivalents: { prowler: ['vpc_endpoint_connections_trust_boundaries'] },
  appliesTo(endpoint) {
    const type = endpoint.text('VpcEndpointType');
    const service = endpoint.reference('ServiceName');
    const elsewhere = type.kind === 'value' && type.value !== 'Gateway' && type.value !== 'Interface';
    // only services of AWS take a policy
    return !elsewhere && !(service.kind === 'value' && service.value.text.includes('vpce-svc-'));
  },
  *check(endpoint) {
    const document = endpoint.object(DOCUMENT);
    if (document.kind === 'absent') yield fail(document.path, 'a policy', 'nothing (full access by default)');
    if (document.kind === 'unknown') yield undetermined(document);
    const statements = endpoint.list(`${DOCUMENT}.Statement`);
    if (document.kind === 'value' && statements.kind === 'unknown') yield undetermined(statements);
    if (statements.kind !== 'value') return;
    for (const statement of statementsOf(endpoint, DOCUMENT)) {
      const wide = letsEverythingThrough(statement);
      if (wide === 'yes')
        yield fail(statement.path, 'named actions, resources or callers', 'Allow * on * for everybody');
      const why = 'parts that decide how far the statement reaches are known only at deployment';
      if (wide === 'maybe') yield undetermined({ path: statement.path, why });
    }
  },
});

type Certainty = 'yes' | 'no' | 'maybe';

function letsEverythingThrough(statement: Statement): Certainty {
  if (statement.conditions.length > 0) return 'no';
  const open = everybody(statement);
  const sides: readonly Certainty[] = [
    certainty([statement.effect], (effect) => effect === 'Allow'),
    statement.inverts('Action') ? 'yes' : certainty(statement.actions, (action) => action === '*'),
    statement.inverts('Resource') ? 'yes' : certainty(statement.resources, ({ text }) => text === '*'),
    open.some(({ who }) => who !== 'unknown') ? 'yes' : open.length > 0 ? 'maybe' : 'no',
    statement.conditionsUnknown ? 'maybe' : 'yes',
  ];
  return sides.includes('no') ? 'no' : sides.includes('maybe') ? 'maybe' : 'yes';
}

function certainty<T>(readings: readonly Reading<T>[], test: (value: T) => boolean): Certainty {
  if (readings.some((reading) => reading.kind === 'value' && test(reading.value))) return 'yes';
  return readings.some(({ kind }) => kind === 'unknown') ? 'maybe' : 'no';
}
