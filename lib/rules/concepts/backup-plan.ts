import { factsOf } from '../../facts/resource-types';
import type { Properties } from '../../template/read/properties';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { fail, undetermined } from '../expect';
import type { Problem } from '../rule';

const SELECTION = 'AWS::Backup::BackupSelection';
const TAG_PREFIX = 'aws:ResourceTag/';

type Certainty = 'yes' | 'maybe' | 'no';

/** Yields a problem unless a backup selection of the same templates reaches a resource. */
export function* expectBackedUp(resource: Resource, relations: Relations): Generator<Problem> {
  const reached = relations.all(resource, SELECTION).map((selection) => reaches(selection, resource));
  if (reached.includes('yes')) return;
  const why = 'only deployment knows what the backup selections of these templates reach';
  if (reached.includes('maybe')) yield undetermined({ path: '', why });
  else yield fail('', 'a backup selection that reaches it', 'none in these templates');
}

function reaches(selection: Resource, resource: Resource): Certainty {
  const part = selection.object('BackupSelection');
  if (part.kind !== 'value') return part.kind === 'unknown' ? 'maybe' : 'no';
  const { value } = part;
  if (any(value.items('NotResources').map((item) => names(item, resource))) === 'yes') return 'no';
  const byTag = any(value.items('ListOfTags').map((tag) => hasTag(resource, tag, 'ConditionKey', 'STRINGEQUALS')));
  const byName = any(value.items('Resources').map((item) => names(item, resource)));
  const conditions = all(conditionsOf(value, resource));
  return any([byTag, all([byName, conditions])]);
}

function names(item: Properties, resource: Resource): Certainty {
  const reading = item.reference('');
  if (reading.kind !== 'value') return reading.kind === 'unknown' ? 'maybe' : 'no';
  const { text, target } = reading.value;
  if (text === '*' || target === resource.definition) return 'yes';
  // an ARN that is put together from the id of the resource
  if (text.includes(resource.definition.expression()) || text.includes(resource.definition.expression('Arn')))
    return 'yes';
  // such as `arn:aws:rds:*:*:db:*`
  const [service, kind] = factsOf(resource.type).arn ?? [];
  if (service === undefined || kind === undefined) return 'no';
  return text.includes(`:${service}:`) && text.endsWith(`${kind}*`) ? 'yes' : 'no';
}

function conditionsOf(selection: Properties, resource: Resource): Certainty[] {
  const block = selection.object('Conditions');
  if (block.kind !== 'value') return block.kind === 'unknown' ? ['maybe'] : [];
  return block.value.names.flatMap((operator) =>
    block.value.items(operator).map((condition): Certainty => {
      const matches = hasTag(resource, condition, 'ConditionKey');
      if (operator === 'StringEquals') return matches;
      if (operator === 'StringNotEquals') return matches === 'maybe' ? 'maybe' : matches === 'yes' ? 'no' : 'yes';
      return 'maybe';
    }),
  );
}

function hasTag(resource: Resource, condition: Properties, keyProperty: string, operator?: string): Certainty {
  const type = condition.text('ConditionType');
  if (operator !== undefined && type.kind === 'value' && type.value !== operator) return 'maybe';
  const key = condition.text(keyProperty);
  const value = condition.text('ConditionValue');
  if (key.kind !== 'value' || value.kind !== 'value') return 'maybe';
  const name = key.value.startsWith(TAG_PREFIX) ? key.value.slice(TAG_PREFIX.length) : key.value;
  return resource.tags.get(name) === value.value ? 'yes' : 'no';
}

function any(answers: readonly Certainty[]): Certainty {
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}

function all(answers: readonly Certainty[]): Certainty {
  return answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes';
}
