import type { IConstruct } from 'constructs';
import { Framework } from '../frameworks/framework';
import { ComplianceChecks, type ChecksProps } from './plugin';

/** Judges templates against ISO/IEC 27001:2022 Annex A. */
export class Iso27001Checks extends ComplianceChecks {
  /** The name of the pack in CDK's validation report. */
  public override readonly name: string = 'CloudNexus-ISO-27001-2022';

  public constructor(scope: IConstruct, props: ChecksProps = {}) {
    super(scope, { ...props, frameworks: [Framework.ISO_27001_2022] });
  }
}

/** Judges templates against the SOC 2 Trust Services Criteria. */
export class Soc2Checks extends ComplianceChecks {
  /** The name of the pack in CDK's validation report. */
  public override readonly name: string = 'CloudNexus-SOC-2';

  public constructor(scope: IConstruct, props: ChecksProps = {}) {
    super(scope, { ...props, frameworks: [Framework.SOC_2] });
  }
}

/** Judges templates against the HIPAA Security Rule. */
export class HipaaChecks extends ComplianceChecks {
  /** The name of the pack in CDK's validation report. */
  public override readonly name: string = 'CloudNexus-HIPAA';

  public constructor(scope: IConstruct, props: ChecksProps = {}) {
    super(scope, { ...props, frameworks: [Framework.HIPAA] });
  }
}

/** Judges templates against PCI DSS 4.0.1. */
export class PciDssChecks extends ComplianceChecks {
  /** The name of the pack in CDK's validation report. */
  public override readonly name: string = 'CloudNexus-PCI-DSS-4.0.1';

  public constructor(scope: IConstruct, props: ChecksProps = {}) {
    super(scope, { ...props, frameworks: [Framework.PCI_DSS_4_0_1] });
  }
}

/** Judges templates against the CloudNexus security policy itself. */
export class CloudNexusPolicyChecks extends ComplianceChecks {
  /** The name of the pack in CDK's validation report. */
  public override readonly name: string = 'CloudNexus-Policy';

  public constructor(scope: IConstruct, props: ChecksProps = {}) {
    super(scope, { ...props, frameworks: [Framework.CLOUDNEXUS_POLICY] });
  }
}
