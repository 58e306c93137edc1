/** A framework whose controls the rules are mapped to. */
export enum Framework {
  /** ISO/IEC 27001:2022 Annex A. */
  ISO_27001_2022 = 'iso27001',

  /** SOC 2: AICPA Trust Services Criteria 2017, points of focus revised 2022. */
  SOC_2 = 'soc2',

  /** HIPAA Security Rule, 45 CFR 164.308 to 164.316. */
  HIPAA = 'hipaa',

  /** PCI DSS 4.0.1, requirements 1 to 12. */
  PCI_DSS_4_0_1 = 'pci',

  /** The CloudNexus security policy itself. */
  CLOUDNEXUS_POLICY = 'policy',
}
