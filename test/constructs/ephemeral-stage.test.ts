import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { AuroraPostgresEngineVersion, DatabaseClusterEngine, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import * as lib from '../../lib';
import { SynthesizedApp } from '../../lib/compliance/synthesized-app';
import { buildReport } from '../../lib/compliance/report';
import { RULES } from '../../lib/rules/index';
import { currentDay } from '../../lib/policy/calendar';

test('explore', () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
  const stage = new lib.EphemeralStage(app, 'Dev', { env: { region: 'eu-central-1' } });
  const stack = new Stack(stage, 'Shop');
  const dataCategory = lib.DataCategory.AUDIT_LOGS;
  const network = new lib.IsolatedNetwork(stack, 'Network');
  new lib.SecureKey(stack, 'Key', { dataCategory });
  new lib.SecureBucket(stack, 'Bucket', { dataCategory });
  new lib.SecureLogGroup(stack, 'Logs', { dataCategory });
  new lib.SecureVolume(stack, 'Volume', { dataCategory, availabilityZone: 'eu-central-1a', size: Size.gibibytes(1) });
  const rest = process.env['REST'] === undefined ? [] : [1];
  for (const _ of rest) {
    new lib.SecureTable(stack, 'Table', { dataCategory, partitionKey: { name: 'id', type: AttributeType.STRING } });
    new lib.SecureDatabaseInstance(stack, 'Db', { dataCategory, vpc: network.vpc, engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 }) });
    new lib.SecureDatabaseCluster(stack, 'Cluster', { dataCategory, vpc: network.vpc, engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_5 }) });
  }
  app.synth();
  const template = Template.fromStack(stack).toJSON() as { Metadata: unknown, Resources: Record<string, { Type: string; DeletionPolicy?: string }> };
  console.log(JSON.stringify(template.Metadata));
  console.log(Object.entries(template.Resources).map(([id, r]) => `${id} ${r.Type} ${r.DeletionPolicy ?? ''}`).join('\n'));
  const s = new SynthesizedApp(app);
  const report = buildReport(s.templatesIn(app), RULES, [], s.resultsIn(app, RULES), currentDay());
  console.log(report.ephemeral, report.summary, report.results.filter((r) => r.outcome !== 'pass').map((r) => `${r.outcome} ${r.rule.id} ${r.logicalId} ${r.message}`).join('\n'));
  expect(1).toBe(1);
});
