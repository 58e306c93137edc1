/** The key of a template's `Metadata` that says, by the value `true`, that the template is of an ephemeral stage. */
export const EPHEMERAL_KEY = 'CloudNexus::EphemeralStage';

/** Whether the `Metadata` of a template marks it: `true` alone does, so that whatever else stands there is no mark. */
export function isMarked(metadata: Readonly<Record<string, unknown>>): boolean {
  return metadata[EPHEMERAL_KEY] === true;
}
