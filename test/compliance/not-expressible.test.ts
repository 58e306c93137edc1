import { judgeTemplates } from '../../lib/compliance/report';
import { reportData } from '../../lib/compliance/plain-data';
import { Framework } from '../../lib/frameworks/framework';
import { SecurityPolicy } from '../../lib/policy/security-policy';
import { text } from '../../lib/reports/text';
import { RULES } from '../../lib/rules/index';
import { templateSet } from '../../lib/template/source/load';

const document = {
  Resources: {
    Group: {
      Type: 'AWS::RDS::DBParameterGroup',
      Properties: { Parameters: { 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' } },
    },
    Database: {
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'sqlserver-se', DBParameterGroupName: { Ref: 'Group' } },
    },
  },
};

test('what AWS has no setting for passes at its strictest, and is said with what to do by hand', () => {
  const rules = RULES.filter(({ id }) => id === 'rds-min-tls-version');
  const { templates } = templateSet([{ path: 'case.json', document }]);
  const policy = SecurityPolicy.CLOUDNEXUS;
  const report = judgeTemplates(templates, rules, [Framework.CLOUDNEXUS_POLICY], policy, { day: '2026-11-24' });
  expect(reportData(report, [])).toMatchObject({
    results: [
      {
        outcome: 'pass',
        notExpressible: {
          reason: 'RDS speaks TLS 1.2 with SQL Server itself, so it cannot be switched off',
          step: 'Make clients of SQL Server refuse TLS 1.2, or accept the risk on record.',
        },
      },
    ],
  });
  expect(text.write({ report, policy, errors: [] })).toContain(
    'case.json Database  rds-min-tls-version, policy P2.1.3: RDS speaks TLS 1.2 with SQL Server itself',
  );
});
