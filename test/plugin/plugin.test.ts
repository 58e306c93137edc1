import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Aspects,
  CfnResource,
  NestedStack,
  RemovalPolicy,
  Stack,
  Stage,
  Validations,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { ComplianceChecks } from '../../lib/plugin/plugin';
import * as packs from '../../lib/plugin/packs';
import { Framework } from '../../lib/frameworks/framework';
import { RULES } from '../../lib/rules/index';
import rotationPeriod from '../../lib/rules/kms/kms-key-rotation-period';

const GOOD = { EnableKeyRotation: true, RotationPeriodInDays: 90, KeyPolicy: { Statement: [] } };

function newApp(): App {
  return new App({ outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
}

function goodKey(scope: IConstruct, id: string): CfnKey {
  const key = new CfnKey(scope, id, {
    enableKeyRotation: true,
    rotationPeriodInDays: 90,
    keyPolicy: { Statement: [] },
  });
  key.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return key;
}

/** What a pack reports of an app: `rule constructPath logicalId location`. */
function found(app: App, pack: ComplianceChecks): string[] {
  return flattened(pack.validateScope(app));
}

function flattened(report: PolicyValidationPluginReport): string[] {
  return report.violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath, locations }) => `${ruleName} ${constructPath ?? '?'} ${locations.join()}`),
  );
}

describe('what a pack sees', () => {
  test('an override that breaks a setting', () => {
    const app = newApp();
    goodKey(new Stack(app, 'Keys'), 'Key').addPropertyOverride('RotationPeriodInDays', 365);
    expect(found(app, new packs.PciDssChecks(app))).toEqual([
      'kms-key-rotation-period Keys/Key Properties.RotationPeriodInDays',
    ]);
  });

  test('a deletion override that breaks a setting', () => {
    const app = newApp();
    goodKey(new Stack(app, 'Keys'), 'Key').addPropertyDeletionOverride('RotationPeriodInDays');
    expect(found(app, new packs.PciDssChecks(app))).toEqual([
      'kms-key-rotation-period Keys/Key Properties.RotationPeriodInDays',
    ]);
  });

  test('an override that mends a setting', () => {
    const app = newApp();
    const key = goodKey(new Stack(app, 'Keys'), 'Key');
    key.rotationPeriodInDays = 365;
    key.addPropertyOverride('RotationPeriodInDays', 90);
    expect(found(app, new packs.PciDssChecks(app))).toEqual([]);
  });

  test('a generic resource', () => {
    const app = newApp();
    const key = new CfnResource(new Stack(app, 'Keys'), 'Key', {
      type: 'AWS::KMS::Key',
      properties: { ...GOOD, RotationPeriodInDays: 91 },
    });
    key.applyRemovalPolicy(RemovalPolicy.RETAIN);
    expect(found(app, new packs.PciDssChecks(app))).toEqual([
      'kms-key-rotation-period Keys/Key Properties.RotationPeriodInDays',
    ]);
  });

  test('an aspect that mutates late', () => {
    const app = newApp();
    goodKey(new Stack(app, 'Keys'), 'Key');
    Aspects.of(app).add(
      {
        visit: (node) => {
          if (node instanceof CfnKey) node.rotationPeriodInDays = 365;
        },
      },
      { priority: 900 },
    );
    expect(found(app, new packs.PciDssChecks(app))).toEqual([
      'kms-key-rotation-period Keys/Key Properties.RotationPeriodInDays',
    ]);
  });

  test('an included template', () => {
    const app = newApp();
    const templateFile = join(app.outdir, 'included.json');
    const key = {
      Type: 'AWS::KMS::Key',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { ...GOOD, RotationPeriodInDays: 365 },
    };
    writeFileSync(templateFile, JSON.stringify({ Resources: { OldKey: key } }));
    new CfnInclude(new Stack(app, 'Keys'), 'Included', { templateFile });
    expect(found(app, new packs.PciDssChecks(app))).toEqual([
      'kms-key-rotation-period Keys/Included/OldKey Properties.RotationPeriodInDays',
    ]);
  });

  test('a nested stack', () => {
    const app = newApp();
    const nested = new NestedStack(new Stack(app, 'Keys'), 'Nested');
    goodKey(nested, 'Key').rotationPeriodInDays = 365;
    expect(found(app, new packs.PciDssChecks(app))).toEqual([
      'kms-key-rotation-period Keys/Nested/Key Properties.RotationPeriodInDays',
    ]);
  });
});

describe('scope', () => {
  function twoStages(): { app: App; prod: Stage } {
    const app = newApp();
    for (const name of ['Dev', 'Prod']) {
      const stage = new Stage(app, name);
      goodKey(new Stack(stage, 'Keys'), 'Key').rotationPeriodInDays = 365;
    }
    return { app, prod: app.node.findChild('Prod') as Stage };
  }

  test('a pack on a stage judges that stage', () => {
    const { app, prod } = twoStages();
    expect(found(app, new packs.PciDssChecks(prod))).toEqual([
      'kms-key-rotation-period Prod/Keys/Key Properties.RotationPeriodInDays',
    ]);
  });

  test('a pack on the app judges every stage', () => {
    const { app } = twoStages();
    expect(found(app, new packs.PciDssChecks(app))).toHaveLength(2);
  });

  test('a pack on a stack judges that stack', () => {
    const app = newApp();
    const stacks = ['One', 'Two'].map((name) => new Stack(app, name));
    for (const stack of stacks) goodKey(stack, 'Key').rotationPeriodInDays = 365;
    const [one] = stacks;
    expect(one && found(app, new packs.PciDssChecks(one))).toEqual([
      'kms-key-rotation-period One/Key Properties.RotationPeriodInDays',
    ]);
  });
});

describe('registered with CDK', () => {
  function synthesize(
    app: App,
    ...plugins: IPolicyValidationPlugin[]
  ): { thrown?: string; report: Record<string, unknown> } {
    Validations.of(app).addPlugins(...plugins);
    let thrown: string | undefined;
    try {
      app.synth();
    } catch (error) {
      thrown = (error as Error).message;
    }
    const path = join(app.outdir, 'validation-report.json');
    return {
      thrown,
      report: existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {},
    };
  }

  test('an error stops the synthesis and carries fix, controls, path and place', () => {
    const app = newApp();
    goodKey(new Stack(app, 'Keys'), 'Key').rotationPeriodInDays = 365;
    const { thrown, report } = synthesize(
      app,
      new ComplianceChecks(app, { frameworks: [Framework.ISO_27001_2022, Framework.PCI_DSS_4_0_1] }),
    );
    expect(thrown).toContain('expected 90 or less, got 365 [ISO A.8.24 · PCI 3.7.4, 3.7.5]');
    expect(report).toMatchObject({
      pluginReports: [
        {
          pluginName: 'CloudNexus',
          conclusion: 'failure',
          violations: [
            {
              ruleName: 'kms-key-rotation-period',
              severity: 'error',
              suggestedFix: 'Use `SecureKey`, or set `RotationPeriodInDays` to 90.',
              ruleMetadata: { clause: 'P2.1.2', iso27001: 'A.8.24', pci: '3.7.4,3.7.5', outcome: 'fail' },
              violatingConstructs: [
                {
                  constructPath: 'Keys/Key',
                  cloudFormationResource: { logicalId: 'Key', propertyPaths: ['Properties.RotationPeriodInDays'] },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('a warning is reported and does not stop the synthesis', () => {
    const app = newApp();
    goodKey(new Stack(app, 'Keys'), 'Key').multiRegion = true;
    const { thrown, report } = synthesize(app, new ComplianceChecks(app));
    expect(thrown).toBeUndefined();
    expect(JSON.stringify(report)).toContain('kms-key-single-region');
  });

  test('strict stops at a warning', () => {
    const app = newApp();
    goodKey(new Stack(app, 'Keys'), 'Key').multiRegion = true;
    expect(synthesize(app, new ComplianceChecks(app, { strict: true })).thrown).toContain('kms-key-single-region');
  });

  test('a rule is evaluated once, however many packs are registered', () => {
    const app = newApp();
    new Key(new Stack(app, 'Keys'), 'Key');
    const [rule = rotationPeriod] = RULES.filter(({ id }) => id === rotationPeriod.id);
    const check = jest.spyOn(rule, 'check');
    synthesize(app, ...Object.values(packs).map((Pack) => new Pack(app)), new ComplianceChecks(app));
    expect(check).toHaveBeenCalledTimes(1);
    check.mockRestore();
  });

  test('a clean run leaves evidence', () => {
    const app = newApp();
    goodKey(new Stack(app, 'Keys'), 'Key');
    expect(synthesize(app, new ComplianceChecks(app)).thrown).toBeUndefined();
    const evidence = JSON.parse(readFileSync(join(app.outdir, 'compliance', 'all-frameworks.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(evidence).toMatchObject({
      schemaVersion: '1.1',
      summary: { errors: 0, warnings: 0, undetermined: 0 },
      templates: [{ path: 'Keys.template.json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string }],
    });
    expect(evidence['resources']).toContainEqual(
      expect.objectContaining({
        constructPath: 'Keys/Key',
        judgements: expect.arrayContaining([{ rule: 'kms-key-rotation-period', outcome: 'pass' }]) as unknown,
      }),
    );
    expect(evidence['controls']).toContainEqual(
      expect.objectContaining({ framework: 'pci', id: '3.7.4', state: 'pass' }),
    );
  });

  test('evidence of an earlier synthesis is gone once a pack is made', () => {
    const app = newApp();
    goodKey(new Stack(app, 'Keys'), 'Key');
    synthesize(app, new ComplianceChecks(app));
    new ComplianceChecks(app);
    expect(existsSync(join(app.outdir, 'compliance', 'all-frameworks.json'))).toBe(false);
  });
});

test('fails when no framework is named', () => {
  const app = newApp();
  expect(() => new ComplianceChecks(app, { frameworks: [] })).toThrow(
    "'frameworks' must name at least one framework; leave it out for all",
  );
});
