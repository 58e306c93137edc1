import type { ControlIds } from './control-ids';

/** A framework that has a catalogue of controls. */
export type CatalogueId = keyof ControlIds;

/** What can give evidence for a control: `children` marks a heading whose requirements are evidenced one by one. */
export type EvidenceClass = 'template' | 'runtime' | 'inherited' | 'process' | 'children';

/** How much a template setting says about a control: all of it, some of it, nothing. */
export type EvidenceStrength = 'direct' | 'supporting' | 'none';

/** One control, criterion or requirement; its title is in our own words. */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly evidence: EvidenceClass;
  readonly strength: EvidenceStrength;
  readonly awsAutomatable: 'full' | 'partial' | 'none';
  readonly notes?: string;
  /** HIPAA: `R` required, `A` addressable. */
  readonly requiredOrAddressable?: 'R' | 'A';
}

/** All controls of one framework. */
export interface Catalogue {
  readonly id: CatalogueId;
  readonly title: string;
  readonly version: string;
  readonly sources: readonly string[];
  readonly titleNote: string;
  readonly controls: readonly Control[];
}
