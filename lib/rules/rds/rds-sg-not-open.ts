import { fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { publicIngress } from '../concepts/public-ingress';
import { CLUSTER, isMember } from '../concepts/database';

export default defineRule({
  id: 'rds-sg-not-open',
  title: 'RDS database takes no connections from everybody',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale:
    'A security group that is open to everybody leaves the password as the only thing between the data and the internet.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, and name the security groups that may connect instead of `0.0.0.0/0`.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.21': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.1': 'judgement', 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'judgement', '164.312(a)(1)': 'judgement', '164.312(e)(1)': 'judgement' },
    pci: { '1.2.1': 'judgement', '1.3.1': 'judgement', '1.4.2': 'judgement', '1.4.4': 'judgement' },
  },
  equivalents: {
    cdkNag: ['RDSRestrictedInbound'],
    prowler: [
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306',
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_postgres_5432',
    ],
  },
  appliesTo: (database) => !isMember(database) && groupsProperty(database) !== undefined,
  *check(database, { relations }) {
    const property = groupsProperty(database);
    for (const item of property === undefined ? [] : database.items(property)) {
      const named = item.reference('');
      if (named.kind === 'unknown') yield undetermined(named);
      if (named.kind !== 'value') continue;
      const definition = relations.target(named.value, 'AWS::EC2::SecurityGroup');
      const why = 'the security group is not in these templates';
      if (definition === undefined) yield undetermined({ path: named.path, why });
      else yield* closed(database.sibling(definition), named.path, relations);
    }
  },
});

function groupsProperty(database: Resource): string | undefined {
  const property = database.type === CLUSTER ? 'VpcSecurityGroupIds' : 'VPCSecurityGroups';
  return database.read(property).kind === 'absent' ? undefined : property;
}

function* closed(group: Resource, path: string, relations: Relations): Generator<Problem> {
  const rules = relations.pointingAt(group, 'AWS::EC2::SecurityGroupIngress', 'GroupId');
  for (const one of [group, ...rules]) {
    for (const problem of publicIngress(one, ({ text }) => ({ what: text }))) {
      const place = `${one.logicalId}${problem.path === '' ? '' : `.${problem.path}`}`;
      if (problem.kind === 'fail') yield fail(path, 'no rule for everybody', `one at ${place}`);
      else yield undetermined({ path, why: `${place}: ${problem.message}` });
    }
  }
}
