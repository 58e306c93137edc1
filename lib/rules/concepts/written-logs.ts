import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { expected, fail, undetermined } from '../expect';
import type { Problem } from '../rule';
import { CLUSTER } from './database';
import { parameterOf } from './database-parameters';

const OPTIONS = 'OptionGroupName';
const AUDIT_PLUGIN = 'MARIADB_AUDIT_PLUGIN';

/** The parameters without which a log that is exported holds nothing, with the values that write it. */
const SLOW_QUERIES = { slow_query_log: ['1', 'on'] };
const WRITTEN_BY: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>> = {
  mysql: { slowquery: { ...SLOW_QUERIES, log_output: ['file'] } },
  mariadb: { slowquery: { ...SLOW_QUERIES, log_output: ['file'] } },
  'aurora-mysql': { slowquery: SLOW_QUERIES, audit: { server_audit_logging: ['1', 'on'] } },
};

/** What keeps logs that a database exports from being written at all. */
export function* unwrittenLogs(
  database: Resource,
  relations: Relations,
  engine: string,
  exported: readonly string[],
): Generator<Problem> {
  const written = Object.hasOwn(WRITTEN_BY, engine) ? WRITTEN_BY[engine] : undefined;
  for (const [log, parameters] of Object.entries(written ?? {})) {
    if (!exported.includes(log)) continue;
    for (const [name, values] of Object.entries(parameters)) {
      const parameter = parameterOf(database, relations, name);
      const what = `${name} at ${values[0]?.toUpperCase() ?? ''}, which writes the log ${log}`;
      yield* expected(parameter, what, (value) => values.includes(value.toLowerCase()), {
        byDefault: 'not by default',
      });
    }
  }
  const takesOptions = (engine === 'mysql' || engine === 'mariadb') && database.type !== CLUSTER;
  if (takesOptions && exported.includes('audit')) yield* auditOption(database, relations);
}

/** The audit log of RDS is written by an option. */
function* auditOption(database: Resource, relations: Relations): Generator<Problem> {
  const what = `an option group with ${AUDIT_PLUGIN}, which writes the log audit`;
  const named = database.reference(OPTIONS);
  if (named.kind === 'absent' || (named.kind === 'value' && named.value.literal?.startsWith('default:') === true)) {
    yield fail(OPTIONS, what, 'the empty one of the engine');
    return;
  }
  const definition = named.kind === 'value' ? relations.target(named.value, 'AWS::RDS::OptionGroup') : undefined;
  if (named.kind === 'unknown' || definition === undefined) {
    yield undetermined({ path: OPTIONS, why: 'the option group is not in these templates' });
    return;
  }
  const options = database
    .sibling(definition)
    .items('OptionConfigurations')
    .map((item) => item.text('OptionName'));
  if (options.some((option) => option.kind === 'value' && option.value === AUDIT_PLUGIN)) return;
  const unknown = options.find((option) => option.kind === 'unknown');
  if (unknown?.kind === 'unknown') yield undetermined({ ...unknown, path: OPTIONS });
  else yield fail(OPTIONS, what, 'one without it');
}
