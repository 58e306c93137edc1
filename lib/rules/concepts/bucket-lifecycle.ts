import type { Properties } from '../../template/read/properties';
import type { UnknownReading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';

/** The lifecycle rules of a bucket that are in force for all its objects, and what keeps others from being told. */
export interface Lifecycle {
  readonly rules: readonly Properties[];
  readonly unknown: readonly UnknownReading[];
}

const FILTERS = ['Prefix', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'] as const;

/** The lifecycle rules that are enabled and that no filter narrows to some of the objects. */
export function wholeBucketRules(bucket: Resource): Lifecycle {
  const list = bucket.list('LifecycleConfiguration.Rules');
  if (list.kind === 'unknown') return { rules: [], unknown: [list] };
  const rules: Properties[] = [];
  const unknown: UnknownReading[] = [];
  for (const rule of list.kind === 'value' ? list.value : []) {
    const status = rule.text('Status');
    const filters = [...FILTERS.map((filter) => rule.text(filter)), tagFilter(rule)];
    const isOff = status.kind === 'absent' || (status.kind === 'value' && status.value !== 'Enabled');
    if (isOff || filters.some((filter) => filter.kind === 'value')) continue;
    const open = [status, ...filters].find((reading) => reading.kind === 'unknown');
    if (open === undefined) rules.push(rule);
    else unknown.push(open);
  }
  return { rules, unknown };
}

function tagFilter(rule: Properties): ReturnType<Properties['list']> {
  const tags = rule.list('TagFilters');
  return tags.kind === 'value' && tags.value.length === 0 ? { kind: 'absent', path: tags.path } : tags;
}
