import {
  all,
  allOf,
  any,
  anyOf,
  equals,
  holds,
  isAbsent,
  isOneOf,
  isTrue,
  maybe,
  not,
  yes,
  type Certainty,
} from '../../template/read/certainty';
import { isOneUnknown } from '../../template/access/glob';
import type { Properties } from '../../template/read/properties';
import type { Resource } from '../../template/read/resource';

/** What a trail records: calls that read, and calls that write. */
type Half = 'read' | 'write';

/** Whether a trail records every management event, those that read and those that write. */
export function recordsManagement(trail: Resource): Certainty {
  const simple = (half: Half) => anyOf(trail.items('EventSelectors'), (selector) => managesSimply(selector, half));
  const advanced = (half: Half) =>
    anyOf(trail.items('AdvancedEventSelectors'), (selector) => selects(selector, half, 'Management', []));
  const byDefault = all([isAbsent(trail.read('EventSelectors')), () => isAbsent(trail.read('AdvancedEventSelectors'))]);
  return any([byDefault, () => bothHalves((half) => any([simple(half), () => advanced(half)]))]);
}

/** Whether a trail records who reads and who writes data of a type, such as `AWS::S3::Object`. */
export function recordsData(trail: Resource, type: string): Certainty {
  return bothHalves((half) =>
    any([
      () => anyOf(trail.items('EventSelectors'), (selector) => watchesSimply(selector, half, type)),
      () =>
        anyOf(trail.items('AdvancedEventSelectors'), (selector) =>
          all([selects(selector, half, 'Data', WHERE), () => isEqual(selector, 'resources.type', type)]),
        ),
    ]),
  );
}

/** The fields of an advanced selector that say what it is about and where; any other leaves out part of the calls. */
const WHAT = ['eventCategory', 'readOnly'];
const WHERE = ['resources.type', 'resources.ARN'];

function bothHalves(records: (half: Half) => Certainty): Certainty {
  return all([() => records('read'), () => records('write')]);
}

function managesSimply(selector: Properties, half: Half): Certainty {
  return all([
    () => isTrue(selector.boolean('IncludeManagementEvents'), yes),
    () => isAbsent(selector.read('ExcludeManagementEventSources')),
    () => takesHalf(selector, half),
  ]);
}

function watchesSimply(selector: Properties, half: Half, type: string): Certainty {
  const watches = (resource: Properties): Certainty =>
    all([
      () => equals(resource.text('Type'), type),
      () => holds(resource.list('Values'), (values) => anyOf(values, isPrefix)),
    ]);
  return all([() => takesHalf(selector, half), () => anyOf(selector.items('DataResources'), watches)]);
}

function isPrefix(value: Properties): Certainty {
  const unknown = maybe('only deployment knows which objects it means');
  return holds(value.reference(''), ({ text, target }) => (target === undefined && isOneUnknown(text) ? unknown : yes));
}

function takesHalf(selector: Properties, half: Half): Certainty {
  return isOneOf(selector.text('ReadWriteType'), ['All', half === 'read' ? 'ReadOnly' : 'WriteOnly'], yes);
}

/** Whether an advanced selector takes all calls of a category that read, or that write. */
function selects(selector: Properties, half: Half, category: string, others: readonly string[]): Certainty {
  const known = [...WHAT, ...others];
  const fields = selector.items('FieldSelectors');
  return all([
    () => isEqual(selector, 'eventCategory', category),
    () => allOf(fields, (field) => isOneOf(field.text('Field'), known)),
    () => not(isEqual(selector, 'readOnly', half === 'read' ? 'false' : 'true')),
  ]);
}

function isEqual(selector: Properties, name: string, value: string): Certainty {
  return anyOf(selector.items('FieldSelectors'), (field) =>
    all([
      () => equals(field.text('Field'), name),
      () => anyOf(field.items('Equals'), (item) => equals(item.text(''), value)),
    ]),
  );
}
