import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { buildReferenceEnvironment } from '../bin/reference/environment';
import { context } from '../cdk.json';
import { SynthesizedApp } from '../lib/plugin/synthesized-app';
import { RULES } from '../lib/rules/index';
import { findings, judged } from './judged';

function referenceEnvironment(): App {
  const app = new App({ context, outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
  buildReferenceEnvironment(app);
  return app;
}

test.each(['Audit', 'Network', 'Data', 'Edge'])('the template of stack %s', (name) => {
  const stack = referenceEnvironment().node.findChild(name) as Stack;
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});

test('nothing is found in the reference environment', () => {
  const app = referenceEnvironment();
  app.synth();
  const results = new SynthesizedApp(app).resultsIn(app, RULES);
  expect(findings(results)).toEqual([]);
  const judging = new Set(results.map(({ rule }) => rule.id));
  const silent = RULES.map(({ id }) => id).filter((id) => !judging.has(id));
  expect(silent).toEqual([
    'clb-tls-listeners',
    'cloudtrail-lake-protected',
    'ebs-snapshot-public-blocked',
    'ec2-clientvpn-logging-and-auth',
    'ec2-instance-profile',
    'kinesis-no-public-policy',
    'nacl-no-public-admin-ports',
    'region-allow-list',
    's3-access-point-private',
    'stage-ephemeral-synthetic-data-only',
  ]);
});

test('its twin of plain constructs fails the rules that it should', () => {
  const results = judged((stack) => {
    new Bucket(stack, 'Workloads');
    new Key(stack, 'Key');
    new LogGroup(stack, 'Application');
  });
  const failed = new Set(results.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule.id));
  expect([...failed].sort()).toMatchSnapshot();
});
