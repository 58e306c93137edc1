/** How firmly data of a category is protected against change and early deletion. */
export enum Immutability {
  /** Data may be changed and deleted. */
  NONE = 'none',

  /** Locked, and privileged principals with `s3:BypassGovernanceRetention` can lift the lock. */
  GOVERNANCE = 'governance',

  /** Locked, and nobody, the account's root user included, can lift or shorten the lock. */
  COMPLIANCE = 'compliance',

  /** Locked by AWS Backup Vault Lock. */
  VAULT_LOCK = 'vault-lock',
}

/** How data of a category is destroyed at the end of its life. */
export enum DeletionStandard {
  /** The service expires it. */
  EXPIRY = 'expiry',

  /** The key that encrypts it is destroyed, and the metadata is purged. */
  CRYPTO_SHRED = 'crypto-shred',

  /** Sanitised as NIST SP 800-88 says (Rev. 1 in the policy's words, Rev. 2 is current). */
  NIST_800_88 = 'nist-800-88',

  /** Deleted by an automated job that keeps a record of the deletion. */
  AUTOMATED_RECORDED = 'automated-recorded',

  /** Deleted after its chain of custody was verified. */
  CUSTODY_VERIFIED = 'custody-verified',

  /** Anonymised, or deleted on request. */
  ANONYMISE_OR_DELETE = 'anonymise-or-delete',
}

/** What a category of one's own states. */
export interface CustomDataCategoryProps {
  /** Name in kebab-case; it becomes the value of the `data-category` tag. */
  readonly name: string;

  /**
   * Days for which the data may not be deleted, 1 to 36500.
   *
   * @default - no minimum
   */
  readonly keepForDays?: number;

  /**
   * Day by which the data must be gone, counted from its creation, 1 to 36500.
   *
   * @default - never deleted by itself
   */
  readonly deleteAfterDays?: number;

  /**
   * Days after which the data moves to archive storage, 30 or more.
   *
   * @default - not archived
   */
  readonly archiveAfterDays?: number;

  /** How firmly the data is locked for `keepForDays`. */
  readonly immutability: Immutability;

  /** How the data is destroyed. */
  readonly deletionStandard: DeletionStandard;
}

/** What personal data states: there is no default for how long it is kept. */
export interface PersonalDataProps {
  /** What the data is needed for (GDPR Art. 5(1)(b)); up to 256 characters. */
  readonly purpose: string;

  /** Day by which the data must be gone, counted from its creation, 1 to 36500. */
  readonly deleteAfterDays: number;
}

/**
 * A category of data: how long it is kept, when it must be gone, how firmly it is locked and how it is destroyed.
 *
 * The periods come from clauses P2.2.3 and P3.1 to P3.5. The times between (archiving after 90 days, deletion one
 * day after a lock ends) are this library's reading of the policy, not its words.
 */
export class DataCategory {
  /** Audit logs (P2.2.3): immutable for 365 days, archived after 90, gone after 366. */
  public static readonly AUDIT_LOGS = new DataCategory('audit-logs', 'P2.2.3', {
    keepForDays: 365,
    deleteAfterDays: 366,
    archiveAfterDays: 90,
    immutability: Immutability.COMPLIANCE,
    deletionStandard: DeletionStandard.EXPIRY,
  });

  /** Infrastructure logs, standard tier (P3.1): kept for 90 days and gone after them. */
  public static readonly INFRASTRUCTURE_LOGS = new DataCategory('infrastructure-logs', 'P3.1', {
    keepForDays: 90,
    deleteAfterDays: 90,
    immutability: Immutability.NONE,
    deletionStandard: DeletionStandard.CRYPTO_SHRED,
  });

  /** Infrastructure logs, compliance tier (P3.1): immutable for 365 days, archived after 90, then gone. */
  public static readonly INFRASTRUCTURE_LOGS_COMPLIANCE = new DataCategory('infrastructure-logs-compliance', 'P3.1', {
    keepForDays: 365,
    deleteAfterDays: 365,
    archiveAfterDays: 90,
    immutability: Immutability.COMPLIANCE,
    deletionStandard: DeletionStandard.CRYPTO_SHRED,
  });

  /** Customer workloads and snapshots (P3.2): kept until explicit deletion or account closure. */
  public static readonly CUSTOMER_WORKLOADS = new DataCategory('customer-workloads', 'P3.2', {
    immutability: Immutability.NONE,
    deletionStandard: DeletionStandard.NIST_800_88,
  });

  /** Support and billing records (P3.3): kept for 7 years (2557 days), archived after 90 days, then gone. */
  public static readonly SUPPORT_AND_BILLING_RECORDS = new DataCategory('support-and-billing-records', 'P3.3', {
    keepForDays: 2557,
    deleteAfterDays: 2557,
    archiveAfterDays: 90,
    immutability: Immutability.GOVERNANCE,
    deletionStandard: DeletionStandard.AUTOMATED_RECORDED,
  });

  /**
   * Made-up data that is no customer's and serves development and tests (P1.3): it may go at any time.
   *
   * Below an `EphemeralStage` everything holds it, and nothing protects it against loss. Elsewhere it is kept like
   * customer workloads.
   */
  public static readonly SYNTHETIC_TEST_DATA = new DataCategory('synthetic-test-data', 'P1.3', {
    immutability: Immutability.NONE,
    deletionStandard: DeletionStandard.EXPIRY,
  });

  /**
   * Backup copies (P3.4), kept for the days chosen under a vault lock and removed once custody is verified.
   *
   * @param keepForDays days from 1 to 365
   */
  public static backupCopies(keepForDays: number): DataCategory {
    requireWholeDays('keepForDays', keepForDays, 1, 365, 'P3.4');
    return new DataCategory('backup-copies', 'P3.4', {
      keepForDays,
      deleteAfterDays: keepForDays,
      immutability: Immutability.VAULT_LOCK,
      deletionStandard: DeletionStandard.CUSTODY_VERIFIED,
    });
  }

  /** Personal data (P3.5), kept only as long as its stated purpose needs. */
  public static pii(props: PersonalDataProps): DataCategory {
    requireWholeDays('deleteAfterDays', props.deleteAfterDays, 1, MAXIMUM_DAYS, 'P3.5');
    const purpose = props.purpose.trim();
    if (purpose === '' || purpose.length > 256) {
      throw new Error(`'purpose' must have 1 to 256 characters (P3.5), got ${purpose.length}`);
    }
    return new DataCategory('pii', 'P3.5', {
      deleteAfterDays: props.deleteAfterDays,
      immutability: Immutability.NONE,
      deletionStandard: DeletionStandard.ANONYMISE_OR_DELETE,
      purpose,
    });
  }

  /** A category of one's own; everything that the policy's categories say must be stated. */
  public static custom(props: CustomDataCategoryProps): DataCategory {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(props.name)) {
      throw new Error(`'name' must be kebab-case, got ${JSON.stringify(props.name)}`);
    }
    if (POLICY_CATEGORY_NAMES.has(props.name)) {
      throw new Error(`'name' may not be that of a category of the policy, got ${JSON.stringify(props.name)}`);
    }
    const { keepForDays, deleteAfterDays, archiveAfterDays } = props;
    if (keepForDays !== undefined) requireWholeDays('keepForDays', keepForDays, 1, MAXIMUM_DAYS, 'P1.3');
    if (deleteAfterDays !== undefined) requireWholeDays('deleteAfterDays', deleteAfterDays, 1, MAXIMUM_DAYS, 'P1.3');
    if (archiveAfterDays !== undefined)
      requireWholeDays('archiveAfterDays', archiveAfterDays, 30, MAXIMUM_DAYS, 'P1.3');
    if (keepForDays !== undefined && deleteAfterDays !== undefined && deleteAfterDays < keepForDays) {
      throw new Error(`'deleteAfterDays' must be at least 'keepForDays' (${keepForDays}), got ${deleteAfterDays}`);
    }
    if (archiveAfterDays !== undefined && deleteAfterDays !== undefined && archiveAfterDays >= deleteAfterDays) {
      throw new Error(
        `'archiveAfterDays' must be less than 'deleteAfterDays' (${deleteAfterDays}), got ${archiveAfterDays}`,
      );
    }
    if (props.immutability !== Immutability.NONE && keepForDays === undefined) {
      throw new Error(`'keepForDays' must be given when 'immutability' is '${props.immutability}': a lock has an end`);
    }
    return new DataCategory(props.name, 'P1.3', props);
  }

  /** Days for which the data may not be deleted; none when there is no minimum. */
  public readonly keepForDays?: number;

  /** Day by which the data must be gone; none when it is never deleted by itself. */
  public readonly deleteAfterDays?: number;

  /** Days after which the data moves to archive storage; none when it is not archived. */
  public readonly archiveAfterDays?: number;

  /** How firmly the data is locked for `keepForDays`. */
  public readonly immutability: Immutability;

  /** How the data is destroyed. */
  public readonly deletionStandard: DeletionStandard;

  /** What personal data is needed for. */
  public readonly purpose?: string;

  private constructor(
    /** The name that the `data-category` tag carries. */
    public readonly name: string,
    /** The clause of the policy that the category comes from. */
    public readonly clause: string,
    terms: RetentionTerms,
  ) {
    this.keepForDays = terms.keepForDays;
    this.deleteAfterDays = terms.deleteAfterDays;
    this.archiveAfterDays = terms.archiveAfterDays;
    this.immutability = terms.immutability;
    this.deletionStandard = terms.deletionStandard;
    this.purpose = terms.purpose;
  }

  /** Whether the data is locked against deletion for `keepForDays`. */
  public get immutable(): boolean {
    return this.immutability !== Immutability.NONE;
  }

  /**
   * Days after which objects in Amazon S3 expire; none when they never expire by themselves.
   *
   * A locked object cannot go before its lock ends, so its expiry is at least one day later.
   */
  public get objectExpiryDays(): number | undefined {
    if (this.deleteAfterDays === undefined) return undefined;
    return this.immutable ? Math.max(this.deleteAfterDays, (this.keepForDays ?? 0) + 1) : this.deleteAfterDays;
  }

  /**
   * The same category, kept for longer; the day of deletion moves along.
   *
   * @internal
   */
  public _keptFor(keepForDays: number): DataCategory {
    const later = keepForDays - (this.keepForDays ?? 0);
    return new DataCategory(this.name, this.clause, {
      keepForDays,
      deleteAfterDays: this.deleteAfterDays === undefined ? undefined : this.deleteAfterDays + later,
      archiveAfterDays: this.archiveAfterDays,
      immutability: this.immutability,
      deletionStandard: this.deletionStandard,
      purpose: this.purpose,
    });
  }
}

interface RetentionTerms {
  readonly keepForDays?: number;
  readonly deleteAfterDays?: number;
  readonly archiveAfterDays?: number;
  readonly immutability: Immutability;
  readonly deletionStandard: DeletionStandard;
  readonly purpose?: string;
}

/** S3 Object Lock's own limit of 100 years. */
const MAXIMUM_DAYS = 36_500;

const POLICY_CATEGORY_NAMES: ReadonlySet<string> = new Set([
  'audit-logs',
  'infrastructure-logs',
  'infrastructure-logs-compliance',
  'customer-workloads',
  'support-and-billing-records',
  'synthetic-test-data',
  'backup-copies',
  'pii',
]);

function requireWholeDays(name: string, days: number, least: number, most: number, clause: string): void {
  if (!Number.isInteger(days) || days < least || days > most) {
    throw new Error(`'${name}' must be a whole number between ${least} and ${most} days (${clause}), got ${days}`);
  }
}
