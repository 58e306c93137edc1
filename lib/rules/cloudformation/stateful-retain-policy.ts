import { factsOf, KNOWN_TYPES } from '../../facts/resource-types';
import { isAbsent } from '../../template/read/certainty';
import { outlivesStack } from '../concepts/outlives-stack';
import { defineRule } from '../rule';

export default defineRule({
  id: 'stateful-retain-policy',
  title: 'Whatever holds data is kept when its stack goes and when it is replaced',
  clause: 'P3.2',
  severity: 'warning',
  resourceTypes: KNOWN_TYPES.filter(holdsData),
  rationale: 'By default, one changed property or one deleted stack takes the resource with all that lies in it.',
  remediation:
    'Use the secure construct, whose data outlives its stack, or set `DeletionPolicy` and `UpdateReplacePolicy` to Retain (`RemovalPolicy.RETAIN` in the CDK).',
  controls: {
    iso27001: { 'A.5.33': 'judgement', 'A.8.13': 'judgement' },
    soc2: { 'A1.2': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'judgement', '164.312(c)(1)': 'judgement' },
  },
  equivalents: { prowler: ['cloudformation_stacks_termination_protection_enabled'] },
  guardsLoss: true,
  appliesTo(resource, { relations }) {
    // what the instances of a cluster show lies in the storage of the cluster
    if (resource.type === 'AWS::RDS::DBInstance') return isAbsent(resource.read('DBClusterIdentifier'));
    // a database whose password is gone is given a new one
    return relations.pointingAt(resource, 'AWS::SecretsManager::SecretTargetAttachment', 'SecretId').length === 0;
  },
  check: outlivesStack,
});

/** Keys have a rule of their own, kms-key-deletion-guard, so that one exception is enough for one. */
function holdsData(type: string): boolean {
  const { holds } = factsOf(type);
  return holds !== undefined && holds !== 'keys';
}
