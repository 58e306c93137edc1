import { openSources, ruleHolders } from '../../template/network/security-group';
import { all, at, holds, isPresent, type Certainty } from '../../template/read/certainty';
import { valuesOf } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { CLUSTER, standsAlone } from '../concepts/database';
import { relatedTo } from '../concepts/related';
import { refused } from '../expect';
import { defineRule } from '../rule';

const GROUP = 'AWS::EC2::SecurityGroup';
const CLOSED = 'no rule for everybody';

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
  appliesTo: (database) => all([standsAlone(database), isPresent(database.read(groupsProperty(database)))]),
  *check(database, { relations }) {
    for (const item of database.items(groupsProperty(database))) {
      const named = relatedTo(database, '', GROUP, relations, item);
      yield* refused(
        holds(named, () => false),
        CLOSED,
      );
      const ways = valuesOf([named]).flatMap((group) => waysIn(group, relations));
      for (const answer of ways) yield* refused(at(named.path, answer), CLOSED);
    }
  },
});

function groupsProperty(database: Resource): string {
  return database.type === CLUSTER ? 'VpcSecurityGroupIds' : 'VPCSecurityGroups';
}

/** What lets the internet into a group, by rules inside it and in resources of their own. */
function waysIn(group: Resource, relations: Relations): readonly Certainty[] {
  return ruleHolders(group, relations).flatMap((one) =>
    openSources(one, relations).map(({ path, answer }) => {
      const place = `${one.logicalId}${path === '' ? '' : `.${path}`}`;
      const { reason = 'one' } = answer;
      return { ...answer, reason: `${reason} at ${place}` };
    }),
  );
}
