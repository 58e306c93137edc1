import hipaa from './hipaa/catalogue.json';
import iso27001 from './iso27001/catalogue.json';
import pci from './pci/catalogue.json';
import soc2 from './soc2/catalogue.json';
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

/** The four catalogues, complete, in the order in which reports name them. */
export const CATALOGUES: readonly Catalogue[] = [iso27001, soc2, hipaa, pci] as readonly Catalogue[];

/** How a framework is written before a control id in short, as in `PCI 3.7.4`. */
export const SHORT_NAMES: Readonly<Record<CatalogueId, string>> = {
  iso27001: 'ISO',
  soc2: 'SOC2',
  hipaa: 'HIPAA',
  pci: 'PCI',
};
