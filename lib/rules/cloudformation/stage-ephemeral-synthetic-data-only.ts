import { TAGS_BY_TYPE_WITH_DATA } from '../../facts/holds-data';
import { DATA_CATEGORY_TAG } from '../../policy/category-tags';
import { DataCategory } from '../../policy/data-category';
import type { Properties } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';
import { isEphemeral } from '../concepts/ephemeral-template';
import { fail } from '../expect';
import { defineRule, type Problem } from '../rule';

const { name: SYNTHETIC } = DataCategory.SYNTHETIC_TEST_DATA;
const EXPECTED = `${DATA_CATEGORY_TAG} ${SYNTHETIC}`;

export default defineRule({
  id: 'stage-ephemeral-synthetic-data-only',
  title: 'Ephemeral stage holds nothing but synthetic test data',
  clause: 'P1.3',
  severity: 'error',
  // filed by the first of them
  resourceTypes: [
    'AWS::S3::Bucket',
    ...Object.keys(TAGS_BY_TYPE_WITH_DATA).filter((type) => type !== 'AWS::S3::Bucket'),
  ],
  rationale:
    'Nothing protects data against loss in an ephemeral stage, so that whoever marks a production template would lose what customers entrusted.',
  remediation:
    'Use `EphemeralStage` with our constructs or `SecureDefaults` below it, or tag what holds data `data-category: synthetic-test-data`; take the mark `CloudNexus::EphemeralStage` off a template that holds anything else.',
  waivable: false,
  controls: {
    iso27001: { 'A.8.31': 'judgement' },
    soc2: { 'C1.1': 'judgement', 'CC8.1': 'judgement' },
    hipaa: { '164.308(a)(4)(i)': 'judgement' },
    pci: { '6.5.3': 'judgement' },
  },
  equivalents: {},
  // members of a cluster keep their data there
  appliesTo: (resource) =>
    isEphemeral(resource.definition.template) && resource.reference('DBClusterIdentifier').kind !== 'value',
  *check(resource) {
    const path = TAGS_BY_TYPE_WITH_DATA[resource.type] ?? 'Tags';
    const [property = '', inner] = path.split('.');
    // a global table has tags for each of its replicas
    const holders = inner === undefined ? [resource] : resource.items(property);
    if (holders.length === 0) yield fail(property, EXPECTED, `no ${DATA_CATEGORY_TAG} tag`);
    for (const holder of holders) yield* statesSynthetic(holder, inner ?? property);
  },
});

/** What only deployment knows is no statement: the mark lifts rules before it. */
function* statesSynthetic(holder: Properties, property: string): Generator<Problem> {
  const tags = holder.read(property);
  const stated = statedAt(holder, property);
  if (tags.kind === 'unknown') yield fail(tags.path, EXPECTED, 'tags that only deployment knows');
  else if (stated.length === 0) yield fail(tags.path, EXPECTED, `no ${DATA_CATEGORY_TAG} tag`);
  for (const category of stated) {
    if (category.kind === 'value' && category.value === SYNTHETIC) continue;
    yield fail(tags.path, EXPECTED, category.kind === 'value' ? category.value : 'a value that only deployment knows');
  }
}

/** Each category that tags state, as a list of keys and values or as an object. */
function statedAt(holder: Properties, property: string): Reading<string>[] {
  const tags = holder.object(property);
  if (tags.kind === 'value') {
    return tags.value.names.includes(DATA_CATEGORY_TAG) ? [tags.value.entry(DATA_CATEGORY_TAG).text('')] : [];
  }
  return holder.items(property).flatMap((tag) => {
    const key = tag.text('Key');
    return key.kind === 'value' && key.value === DATA_CATEGORY_TAG ? [tag.text('Value')] : [];
  });
}
