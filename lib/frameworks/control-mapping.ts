import type { CatalogueId } from './catalogue';
import type { ControlIds } from './control-ids';

/**
 * What backs the assignment of a rule to a control, strongest first.
 *
 * - `peer`: a public source assigns the same check to exactly this control
 * - `peer-near`: a source assigns it to the parent or a child
 * - `recalled`: a source lists the check for the framework; the requirement number was not re-read
 * - `crosswalk`: derived through a published crosswalk
 * - `judgement`: our own reading
 */
export type Basis = 'peer' | 'peer-near' | 'recalled' | 'crosswalk' | 'judgement';

/** The controls that a rule gives evidence for, each with what backs the assignment. */
export type ControlMapping = { readonly [F in CatalogueId]?: Readonly<Partial<Record<ControlIds[F], Basis>>> };
