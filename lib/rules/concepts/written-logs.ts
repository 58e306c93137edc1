import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { anyOf, at, because, equals, holds, no, type Certainty } from '../../template/read/certainty';
import { demanded, expected } from '../expect';
import type { Problem } from '../rule';
import { CLUSTER } from './database';
import { relatedTo } from './related';
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
  const empty = { ...no, reason: 'the empty one of the engine' };
  const named = database.reference(OPTIONS);
  const written = holds(
    named,
    ({ literal }) =>
      literal?.startsWith('default:') === true
        ? empty
        : holds(relatedTo(database, OPTIONS, 'AWS::RDS::OptionGroup', relations), hasAuditPlugin),
    empty,
  );
  yield* demanded(at(OPTIONS, written), `an option group with ${AUDIT_PLUGIN}, which writes the log audit`);
}

function hasAuditPlugin(group: Resource): Certainty {
  const options = group.items('OptionConfigurations').map((item) => item.text('OptionName'));
  const found = anyOf(options, (option) => equals(option, AUDIT_PLUGIN));
  return because(found, { reason: 'one without it' });
}
