import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CfnResource, IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
// the package's own entry loads all of its packs, which costs a hundred milliseconds
import { NagPack } from 'cdk-nag/lib/nag-pack';
import type { IConstruct } from 'constructs';
import type { Framework } from '../frameworks/framework';
import { todayAt } from '../policy/calendar';
import { PolicyExceptions } from '../policy/policy-exceptions';
import { SecurityPolicy } from '../policy/security-policy';
import { RULES } from '../rules/index';
import { acknowledgeCovered, refusedAcknowledgements } from './acknowledgements';
import { evidenceData } from '../compliance/plain-data';
import { buildReport } from '../compliance/report';
import { ALL_FRAMEWORKS, rulesFor } from '../compliance/selection';
import { stageOf } from './stage';
import { SynthesizedApp } from './synthesized-app';
import { ephemeralViolations, exceptionViolations, handSetDayViolations, violationsOf } from './violations';

/** How a pack of checks judges. */
export interface ChecksProps {
  /**
   * Whether warnings and what cannot be judged before deployment stop a synthesis, too.
   *
   * @default false
   */
  readonly strict?: boolean;
}

/** How several frameworks are judged at once. */
export interface ComplianceChecksProps extends ChecksProps {
  /**
   * The frameworks whose rules judge the templates.
   *
   * @default - all of them
   */
  readonly frameworks?: Framework[];
}

interface SharedApp {
  readonly app: SynthesizedApp;
  readonly served: Set<ComplianceChecks>;
}

/** The templates of an app are read once for all packs; a pack that comes again brings a new synthesis. */
const sharedApps = new WeakMap<IConstruct, SharedApp>();

/**
 * Judges the templates that an app synthesizes against several frameworks, each finding reported once.
 *
 * Register it with `Validations.of(app).addPlugins(new ComplianceChecks(app))`. Errors stop `cdk synth`, warnings are
 * printed, and the evidence is written into the cloud assembly's folder `compliance`, of a clean run as well. Only
 * what stands below `scope` is judged.
 */
export class ComplianceChecks extends NagPack {
  /** The name of the pack in CDK's validation report, and the namespace of its acknowledgements. */
  public readonly name: string;

  private readonly scope: IConstruct;
  private readonly frameworks: Framework[];
  private readonly strict: boolean;

  public constructor(scope: IConstruct, props: ComplianceChecksProps = {}) {
    super(scope);
    this.name = 'CloudNexus';
    this.packName = this.name;
    this.scope = scope;
    this.frameworks = props.frameworks ?? [...ALL_FRAMEWORKS];
    this.strict = props.strict ?? false;
    if (this.frameworks.length === 0)
      throw new Error(`'frameworks' must name at least one framework; leave it out for all`);
    // evidence of an earlier synthesis must not stand beside new templates
    rmSync(this.evidencePath(stageOf(scope.node.root).outdir), { force: true });
  }

  /** Judges what was synthesized; CDK calls it when all templates are written. */
  public override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return this.judge(context.appConstruct);
  }

  /** Synthesizes the stage around a scope and judges what stands below the scope of this pack. */
  public override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    stageOf(scope.node.root).synth();
    return this.judge(scope.node.root);
  }

  /** Rules judge final templates; nothing calls this for a single construct. */
  protected checkResource(node: CfnResource): void {
    throw new Error(`${this.name} judges templates, not constructs, got ${node.node.path}`);
  }

  private judge(root: IConstruct): PolicyValidationPluginReport {
    const app = this.sharedApp(root);
    const rules = rulesFor(RULES, this.frameworks);
    const results = app.resultsIn(this.scope, rules);
    const report = buildReport(app.templatesIn(this.scope), rules, this.frameworks, results, todayAt(this.scope));
    this.writeEvidence(app.folder, evidenceData(report, SecurityPolicy.of(this.scope)));
    acknowledgeCovered(root, this.name, report.results);
    const refused = refusedAcknowledgements(app.constructsIn(this.scope), rules);
    const { errors, warnings, undetermined, excepted, lifted, passes } = report.summary;
    return {
      success: errors + refused.length === 0 && (!this.strict || warnings + undetermined === 0),
      violations: [
        ...ephemeralViolations(report, app.folder),
        ...violationsOf(report.results, this.frameworks, app.folder),
        ...exceptionViolations(report.exceptions, PolicyExceptions._grantedAt(app.constructsIn(root)), app.folder),
        ...handSetDayViolations(report, this.scope.node.path),
        ...refused,
      ],
      metadata: {
        rules: String(rules.length),
        passes: String(passes),
        undetermined: String(undetermined),
        excepted: String(excepted),
        lifted: String(lifted),
      },
    };
  }

  private sharedApp(root: IConstruct): SynthesizedApp {
    let shared = sharedApps.get(root);
    if (shared === undefined || shared.served.has(this)) {
      shared = { app: new SynthesizedApp(root), served: new Set() };
      sharedApps.set(root, shared);
    }
    shared.served.add(this);
    return shared.app;
  }

  private writeEvidence(folder: string, evidence: Record<string, unknown>): void {
    const path = this.evidencePath(folder);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, linesOf(evidence));
  }

  private evidencePath(folder: string): string {
    const place = this.scope.node.path.replace(/[^A-Za-z0-9]+/g, '-');
    const file = [this.packFile(), place].filter((part) => part !== '').join('-');
    return join(folder, 'compliance', `${file}.json`);
  }

  private packFile(): string {
    return this.frameworks.length === ALL_FRAMEWORKS.length ? 'all-frameworks' : [...this.frameworks].sort().join('-');
  }
}

/** JSON with one line for each item of a list: quick to write, and to compare with the line before. */
function linesOf(evidence: Record<string, unknown>): string {
  const members = Object.entries(evidence).map(([name, value]) => {
    const items = Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : undefined;
    const text = items === undefined || items.length === 0 ? JSON.stringify(value) : `[\n${items.join(',\n')}\n]`;
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}
