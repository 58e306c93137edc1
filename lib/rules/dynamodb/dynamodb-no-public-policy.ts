import { policyAt } from '../../template/access/policy';
import type { Resource } from '../../template/read/resource';
import { replicasOf } from '../concepts/table-replicas';
import { unnamedCallers } from '../concepts/unnamed-callers';
import { defineRule } from '../rule';

const DOCUMENT = 'ResourcePolicy.PolicyDocument';

export default defineRule({
  id: 'dynamodb-no-public-policy',
  title: 'DynamoDB table and its stream let nobody in whom their policies do not name',
  clause: 'P2.2.1',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  rationale: 'An Allow for every principal hands each item of the table, or each change to one, to any AWS account.',
  remediation:
    'Leave `resourcePolicy` out of `SecureTable`, or name the principals, or add an `aws:PrincipalOrgID` or `aws:SourceVpce` condition.',
  controls: {
    iso27001: { 'A.5.15': 'judgement', 'A.8.3': 'judgement', 'A.8.12': 'judgement' },
    soc2: { 'CC6.1': 'judgement', 'CC6.3': 'judgement', 'CC6.6': 'judgement' },
    hipaa: { '164.308(a)(4)(i)': 'judgement', '164.312(a)(1)': 'judgement' },
    pci: { '1.3.1': 'judgement', '7.2.1': 'judgement', '7.3.1': 'judgement', '7.3.3': 'judgement' },
  },
  equivalents: {},
  *check(table) {
    for (const path of policyPaths(table)) yield* unnamedCallers(policyAt(table, path), ['dynamodb:*']);
  },
});

function policyPaths(table: Resource): readonly string[] {
  if (table.type === 'AWS::DynamoDB::Table') return [DOCUMENT, `StreamSpecification.${DOCUMENT}`];
  return replicasOf(table).flatMap((_, index) => [
    `Replicas.${index}.${DOCUMENT}`,
    `Replicas.${index}.ReplicaStreamSpecification.${DOCUMENT}`,
  ]);
}
