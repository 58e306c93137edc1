import { Annotations, Aspects, PropertyInjectors, type InjectionContext, type IPropertyInjector } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SecureLaunchTemplate } from '../constructs/compute/secure-launch-template';
import { SecureDatabaseCluster } from '../constructs/databases/secure-database-cluster';
import { SecureDatabaseInstance } from '../constructs/databases/secure-database-instance';
import { SecureTable } from '../constructs/databases/secure-table';
import { SecureApplicationLoadBalancer } from '../constructs/edge/secure-application-load-balancer';
import { SecureNetworkLoadBalancer } from '../constructs/edge/secure-network-load-balancer';
import { SecureLogGroup } from '../constructs/audit/secure-log-group';
import { SecureKey } from '../constructs/keys/secure-key';
import { IsolatedNetwork } from '../constructs/network/isolated-network';
import { SecureBucket } from '../constructs/storage/secure-bucket';
import { SecureVolume } from '../constructs/storage/secure-volume';
import { Limits } from '../hardening/limits';
import { DataCategory } from '../policy/data-category';
import { CategoryTagsAspect } from './category-tags-aspect';
import { DATABASE_SETTINGS } from './database-settings';
import type { DefaultSetting, DefaultsOptions } from './default-setting';
import { NETWORK_SETTINGS } from './network-settings';
import { STORAGE_SETTINGS } from './storage-settings';

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

/** Our own constructs harden what they make, each in its own way. */
const OWN = [
  IsolatedNetwork,
  SecureApplicationLoadBalancer,
  SecureBucket,
  SecureDatabaseCluster,
  SecureDatabaseInstance,
  SecureKey,
  SecureLaunchTemplate,
  SecureLogGroup,
  SecureNetworkLoadBalancer,
  SecureTable,
  SecureVolume,
];

const SETTINGS: readonly DefaultSetting[] = [...STORAGE_SETTINGS, ...DATABASE_SETTINGS, ...NETWORK_SETTINGS];

/**
 * Makes plain constructs of the CDK come out as the policy wants them, those that other constructs make included.
 *
 * It hardens `s3.Bucket`, `kms.Key`, `logs.LogGroup`, `ec2.Volume`, `ec2.LaunchTemplate`, `ec2.Vpc`,
 * `rds.DatabaseInstance`, `rds.DatabaseCluster`, `dynamodb.TableV2`, and the load balancers and listeners of
 * `elasticloadbalancingv2` below a scope. Props that are weaker than the policy throw, unless an exception is on record.
 * L1 constructs and what is included from templates are not reached: rules judge them. No logical id changes; keys and
 * a bucket for access logs are added.
 *
 * In an app that is deployed already say `deployed: true` first: what would replace a volume or a database is then left
 * alone, and a warning says what to do.
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
    for (const setting of SETTINGS) {
      const inner = nearest(scope, setting.classId);
      if (injectors.for(setting.classId) instanceof SecureInjector) continue;
      injectors.add(new SecureInjector(setting, { category, deployed }, inner));
    }
    Aspects.of(scope).add(new CategoryTagsAspect(category));
    Aspects.of(scope).add({ visit: reportReplaced });
  }

  private constructor() {
    // nothing to hold
  }
}

/** Hardens the props of one class, after the injector that was there before has had its say. */
class SecureInjector implements IPropertyInjector {
  public readonly constructUniqueId: string;

  public constructor(
    private readonly setting: DefaultSetting,
    private readonly options: DefaultsOptions,
    private readonly inner: IPropertyInjector | undefined,
  ) {
    this.constructUniqueId = setting.classId;
  }

  public inject(props: unknown, context: InjectionContext): unknown {
    const given: unknown = this.inner === undefined ? props : this.inner.inject(props, context);
    const { scope, id } = context;
    if (OWN.some((own) => scope instanceof own)) return given;
    return this.setting.apply(given, {
      ...this.options,
      scope,
      id,
      limits: Limits.at(scope),
      leaveAlone: (what, why) => {
        const message = `'${what}' of ${scope.node.path}/${id} is left as it is: ${why}`;
        Annotations.of(scope).addWarningV2(`@cloudnexus/cdk:leftAlone:${id}:${what}`, message);
      },
    });
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
  for (const { classId } of SETTINGS) {
    const found = injectors.for(classId);
    if (found === undefined || found instanceof SecureInjector) continue;
    const message = `An injector for ${classId} hides the secure defaults: call SecureDefaults.apply for this scope after it was added`;
    Annotations.of(node).addWarningV2(`@cloudnexus/cdk:defaultsHidden:${classId}`, message);
  }
}
