import {
  Annotations,
  AspectPriority,
  Aspects,
  PropertyInjectors,
  Stage,
  type InjectionContext,
  type IPropertyInjector,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Limits } from '../hardening/limits';
import { isOurs } from '../hardening/ours';
import type { Filled, PlainContext } from '../hardening/plain-class';
import { DataCategory } from '../policy/data-category';
import { CategoryTagsAspect } from './category-tags-aspect';
import { lazyKeysOf } from './lazy-keys';
import { PLAIN_CLASSES, type PlainClassId } from './plain-classes';

/** What plain constructs of an app come out as. */
export interface SecureDefaultsProps {
  /**
   * The data that a resource holds unless it is tagged `data-category` with another.
   *
   * @default DataCategory.CUSTOMER_WORKLOADS; log groups hold infrastructure logs
   */
  readonly dataCategory?: DataCategory;

  /**
   * Whether the app is deployed already: what would replace a volume or a database is then left alone, with a warning.
   *
   * @default false
   */
  readonly deployed?: boolean;
}

/**
 * Makes plain constructs of the CDK come out as the policy wants them, those that other constructs make included.
 *
 * It fills what nobody stated, for every class that docs/defaults.md names. What somebody stated stays, whether a team or
 * a construct of the CDK: an information says once for each construct what is weaker than the policy, and the rules judge
 * it. What cannot be filled without harm is left alone, with one warning. L1 constructs and what is included from
 * templates are not reached. No logical id changes; keys and a bucket for access logs are added.
 *
 * A plain bucket is completed when the app is synthesized, by what it turned out to be used for: one that receives logs
 * stays with SSE-S3, since log delivery takes no key, and one under a key lets every caller of the account that S3 lets at
 * the objects use the key through S3. Its policy refuses TLS below 1.3, which interface endpoints of S3 and Multi-Region
 * Access Points do not speak.
 *
 * In an app that is deployed already say `deployed: true` first: nothing is then replaced, shortened or taken away, and a
 * warning says what was left and what clients must speak from now on.
 *
 * @example
 * SecureDefaults.apply(app);
 */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- jsii has no functions
export class SecureDefaults {
  /** Applies the secure defaults to a scope and all below it; a second call at the same scope changes nothing. */
  public static apply(scope: IConstruct, props: SecureDefaultsProps = {}): void {
    const { dataCategory: category = DataCategory.CUSTOMER_WORKLOADS, deployed = false } = props;
    const injectors = PropertyInjectors.of(scope);
    for (const classId of CLASS_IDS) {
      const inner = nearest(scope, classId);
      if (injectors.for(classId) instanceof SecureInjector) continue;
      injectors.add(new SecureInjector(classId, { category, deployed, scope }, inner));
    }
    watch(scope, category);
  }

  private constructor() {
    // nothing to hold
  }
}

const CLASS_IDS = Object.keys(PLAIN_CLASSES) as PlainClassId[];

/** What is left to do for constructs that were filled, by their scope and id, once the app is built. */
const COMPLETIONS = new WeakMap<IConstruct, Map<string, (construct: IConstruct) => void>>();

/** Scopes that the aspects of the defaults have been added to. */
const WATCHED = new WeakSet<IConstruct>();

/** Completes what was filled at a scope and below it, and says what it holds, up to the stages in it. */
function watch(scope: IConstruct, category: DataCategory): void {
  if (WATCHED.has(scope)) return;
  WATCHED.add(scope);
  const mutating = { priority: AspectPriority.MUTATING };
  Aspects.of(scope).add({ visit: completeWhatWasFilled }, mutating);
  Aspects.of(scope).add(new CategoryTagsAspect(category), mutating);
  Aspects.of(scope).add({ visit: reportReplaced });
}

/** Fills the blanks of one class, after the injector that was there before has had its say. */
class SecureInjector implements IPropertyInjector {
  public constructor(
    public readonly constructUniqueId: PlainClassId,
    private readonly options: {
      readonly category: DataCategory;
      readonly deployed: boolean;
      readonly scope: IConstruct;
    },
    private readonly inner: IPropertyInjector | undefined,
  ) {}

  public inject(props: unknown, context: InjectionContext): unknown {
    const given: unknown = this.inner === undefined ? props : this.inner.inject(props, context);
    const { scope, id } = context;
    if (isOurs(scope)) return given;
    const stage = Stage.of(scope);
    // injectors reach into stages, aspects end there
    if (stage?.node.scopes.includes(this.options.scope) === true) watch(stage, this.options.category);
    const notes: string[] = [];
    const at: PlainContext = {
      ...this.options,
      scope,
      id,
      limits: Limits.at(scope),
      keys: (category) => lazyKeysOf(scope, category),
      note: (prop, text) => notes.push(`'${prop}' ${text}`),
    };
    const filled = PLAIN_CLASSES[this.constructUniqueId]().fill(given ?? {}, at);
    completeLater(context, (construct) => {
      filled.complete?.(construct);
      report(construct, filled.flaws, notes);
    });
    return filled.props;
  }
}

function completeLater({ scope, id }: InjectionContext, complete: (construct: IConstruct) => void): void {
  const ofScope = COMPLETIONS.get(scope) ?? new Map<string, (construct: IConstruct) => void>();
  COMPLETIONS.set(scope, ofScope.set(id, complete));
}

function completeWhatWasFilled(construct: IConstruct): void {
  const { scope, id } = construct.node;
  const ofScope = scope === undefined ? undefined : COMPLETIONS.get(scope);
  const complete = ofScope?.get(id);
  ofScope?.delete(id);
  complete?.(construct);
}

/** Says once for each construct what was left: as it was stated, or because to fill it would do harm. */
function report(construct: IConstruct, flaws: Filled['flaws'], notes: readonly string[]): void {
  const annotations = Annotations.of(construct);
  const { path } = construct.node;
  if (notes.length > 0) {
    annotations.addWarningV2('@cloudnexus/cdk:leftAlone', `Secure defaults of ${path}: ${notes.join('; ')}.`);
  }
  if (flaws.length > 0) {
    const stated = flaws.map(({ prop, path: inside = '', problem, why }) => `'${prop}${inside}' ${problem}: ${why}`);
    annotations.addInfo(
      `Stated weaker than the policy in ${path}, and left to the rules: ${[...new Set(stated)].join('; ')}.`,
    );
  }
}

/** The injector of a team that would act at a scope; ours must not hide it. */
function nearest(scope: IConstruct, classId: string): IPropertyInjector | undefined {
  for (const at of [...scope.node.scopes].reverse()) {
    const found = PropertyInjectors.hasPropertyInjectors(at) ? PropertyInjectors.of(at).for(classId) : undefined;
    if (found !== undefined) return found instanceof SecureInjector ? undefined : found;
  }
  return undefined;
}

/** The CDK knows one injector for a class and takes the nearest: one that was added later hides the defaults. */
function reportReplaced(node: IConstruct): void {
  if (!PropertyInjectors.hasPropertyInjectors(node)) return;
  const injectors = PropertyInjectors.of(node);
  for (const classId of CLASS_IDS) {
    const found = injectors.for(classId);
    if (found === undefined || found instanceof SecureInjector) continue;
    const message = `An injector for ${classId} hides the secure defaults: call SecureDefaults.apply for this scope after it was added`;
    Annotations.of(node).addWarningV2(`@cloudnexus/cdk:defaultsHidden:${classId}`, message);
  }
}
