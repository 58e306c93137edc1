import type { IConstruct } from 'constructs';
import { DataCategory } from './data-category';

/** Where an organisation is stricter than the CloudNexus policy. */
export interface SecurityPolicyProps {
  /**
   * Days for which data of a category is kept, by the category's name: at least what the policy in force says.
   *
   * The day of deletion moves along.
   *
   * @default - the periods of clauses P2.2.3 and P3.1 to P3.3
   */
  // eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style -- jsii reads no Record
  readonly keepForDays?: { readonly [category: string]: number };

  /**
   * AWS Regions in which data may be stored and to which it may be copied (P4.3, P5.4).
   *
   * @default - any Region: the policy names none
   */
  readonly residencyRegions?: string[];
}

/** The categories whose periods, or that they have none, the policy itself states. */
const CATEGORIES_WITH_TERMS: readonly DataCategory[] = [
  DataCategory.AUDIT_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
  DataCategory.CUSTOMER_WORKLOADS,
  DataCategory.SUPPORT_AND_BILLING_RECORDS,
  DataCategory.SYNTHETIC_TEST_DATA,
];

const IN_FORCE = Symbol.for('@cloudnexus/cdk.SecurityPolicy');

/**
 * The security policy: every number that CloudNexus promises, once, each with its clause.
 *
 * An application is judged and built by the CloudNexus policy unless it puts a stricter one in force:
 * `new SecurityPolicy({ keepForDays: { 'audit-logs': 730 } }).applyTo(app)`. A looser one throws.
 */
export class SecurityPolicy {
  /** The policy as CloudNexus publishes it. */
  public static readonly CLOUDNEXUS = new SecurityPolicy();

  /** EU and EEA Regions, for `residencyRegions` (P4.3). */
  public static readonly EU_REGIONS: string[] = [
    'eu-central-1',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-3',
  ];

  /** The policy in force at a scope: the nearest one applied above it, else the CloudNexus policy. */
  public static of(scope: IConstruct): SecurityPolicy {
    for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
      const applied = (at as { [IN_FORCE]?: SecurityPolicy })[IN_FORCE];
      if (applied !== undefined) return applied;
    }
    return SecurityPolicy.CLOUDNEXUS;
  }

  /** Days after which a KMS key rotates automatically, at most (P2.1.2); also the least that KMS accepts. */
  public readonly keyRotationDays: number = 90;

  /** Days for which a KMS key waits before it is destroyed (P3.2: no data is lost by mistake); the most KMS accepts. */
  public readonly keyDeletionWindowDays: number = 30;

  /** The only TLS version spoken where AWS lets one choose (P2.1.3). */
  public readonly minimumTlsVersion: number = 1.3;

  /** Days for which audit logs are kept unchanged (P2.2.3). */
  public readonly auditLogDays: number;

  /** Days for which any log is kept at least (P3.1). */
  public readonly infrastructureLogDays: number;

  /** AWS Regions in which data may be stored; none when any may. */
  public readonly residencyRegions?: string[];

  private readonly categories: ReadonlyMap<string, DataCategory>;

  /**
   * @throws when a period is shorter than the CloudNexus policy's, or names no category that has one
   */
  public constructor(props: SecurityPolicyProps = {}) {
    this.categories = new Map(CATEGORIES_WITH_TERMS.map((category) => [category.name, tightened(category, props)]));
    for (const name of Object.keys(props.keepForDays ?? {})) {
      if (this.categories.get(name)?.keepForDays === undefined) {
        const names = CATEGORIES_WITH_TERMS.filter((category) => category.keepForDays !== undefined);
        throw new Error(
          `'keepForDays' may name ${names.map((category) => category.name).join(', ')}, got ${JSON.stringify(name)}`,
        );
      }
    }
    if (props.residencyRegions?.length === 0) {
      throw new Error(`'residencyRegions' must name at least one Region (P4.3); leave it out to allow any`);
    }
    this.residencyRegions = props.residencyRegions;
    this.auditLogDays = this.category(DataCategory.AUDIT_LOGS).keepForDays ?? 0;
    this.infrastructureLogDays = this.category(DataCategory.INFRASTRUCTURE_LOGS).keepForDays ?? 0;
  }

  /** A category with the periods that this policy gives it; a custom category as it is. */
  public category(category: DataCategory): DataCategory {
    return this.categories.get(category.name) ?? category;
  }

  /** The category of the policy that a `data-category` tag names; none for pii, backup-copies and custom ones. */
  public categoryNamed(name: string): DataCategory | undefined {
    return this.categories.get(name);
  }

  /**
   * Puts this policy in force for a scope and all below it.
   *
   * @throws when it is looser than the policy in force there, and names the clause
   */
  public applyTo(scope: IConstruct): void {
    const outer = SecurityPolicy.of(scope);
    for (const category of outer.categories.values()) {
      const mine = this.category(category);
      if ((mine.keepForDays ?? 0) < (category.keepForDays ?? 0)) throw shorter(category, mine.keepForDays ?? 0);
    }
    const outside = outer.residencyRegions && regionsBeyond(outer.residencyRegions, this.residencyRegions);
    if (outside !== undefined && outside.length > 0) {
      throw new Error(
        `'residencyRegions' may not reach beyond ${outer.residencyRegions?.join(', ') ?? ''} (P4.3), got ${outside.join(', ')}`,
      );
    }
    Object.defineProperty(scope, IN_FORCE, { value: this, configurable: true });
  }

  /**
   * The numbers of the policy as plain data, for evidence and hashes.
   *
   * @internal
   */
  public _numbers(): Record<string, unknown> {
    return {
      keyRotationDays: this.keyRotationDays,
      keyDeletionWindowDays: this.keyDeletionWindowDays,
      minimumTlsVersion: this.minimumTlsVersion,
      residencyRegions: this.residencyRegions ?? null,
      categories: [...this.categories.values()].map((category) => ({
        name: category.name,
        clause: category.clause,
        keepForDays: category.keepForDays ?? null,
        deleteAfterDays: category.deleteAfterDays ?? null,
        archiveAfterDays: category.archiveAfterDays ?? null,
        immutability: category.immutability,
        deletionStandard: category.deletionStandard,
      })),
    };
  }
}

function regionsBeyond(allowed: readonly string[], regions: readonly string[] | undefined): string[] {
  return regions === undefined ? ['any Region'] : regions.filter((region) => !allowed.includes(region));
}

function tightened(category: DataCategory, props: SecurityPolicyProps): DataCategory {
  const days = props.keepForDays?.[category.name];
  if (days === undefined || category.keepForDays === undefined) return category;
  if (!Number.isInteger(days) || days < category.keepForDays) throw shorter(category, days);
  return category._keptFor(days);
}

function shorter(category: DataCategory, days: number): Error {
  return new Error(
    `'keepForDays' for ${category.name} must be a whole number of at least ${category.keepForDays} days (${category.clause}), got ${days}`,
  );
}
