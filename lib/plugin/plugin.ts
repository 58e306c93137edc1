import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { buildReport, type Report } from '../compliance/report';
import { ALL_FRAMEWORKS, rulesFor } from '../compliance/selection';
import type { Writer } from '../reports/writer';
import { writersFor } from '../reports/writers';
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

/** The folder of a cloud assembly for what auditors read. */
const EVIDENCE = 'compliance';

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
    const { outdir } = stageOf(scope.node.root);
    for (const writer of writersFor('assembly')) rmSync(this.pathOf(writer, outdir), { force: true });
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
    const subject = { templates: app.templatesIn(this.scope), resources: app.resourcesIn(this.scope) };
    const report = buildReport(subject, rules, this.frameworks, results, todayAt(this.scope));
    this.write(app.folder, report);
    acknowledgeCovered(root, this.name, report.results);
    const refused = refusedAcknowledgements(app.constructsIn(this.scope), rules);
    const { withoutRule, errors, warnings, undetermined, excepted, lifted, passes } = report.summary;
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
        withoutRule: String(withoutRule),
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

  private write(folder: string, report: Report): void {
    const run = { report, policy: SecurityPolicy.of(this.scope), errors: [] };
    mkdirSync(join(folder, EVIDENCE), { recursive: true });
    for (const writer of writersFor('assembly')) writeFileSync(this.pathOf(writer, folder), writer.write(run));
  }

  private pathOf({ ending }: Writer, folder: string): string {
    const place = this.scope.node.path.replace(/[^A-Za-z0-9]+/g, '-');
    const file = [this.packFile(), place].filter((part) => part !== '').join('-');
    return join(folder, EVIDENCE, `${file}${ending}`);
  }

  private packFile(): string {
    return this.frameworks.length === ALL_FRAMEWORKS.length ? 'all-frameworks' : [...this.frameworks].sort().join('-');
  }
}
