import { Token } from 'aws-cdk-lib';
import type { RuleId } from '../../policy/rule-ids';
import { flaw, mayNotBeSet } from '../decisions';
import type { Flaw, Table } from '../prop-rule';
import { isSilent, logsOf } from './database-logs';
import type { DatabaseAt, SharedProps } from './database-props';
import { tryTlsOf } from './database-tls';

type Parameters = Readonly<Record<string, string>>;

/** The switches that force TLS; any other parameter of TLS says which versions are spoken. */
const SWITCHES: readonly string[] = ['rds.force_ssl', 'require_secure_transport'];
const ON: readonly string[] = ['1', 'on', 'true'];

/** What becomes of a running database whose parameters change. */
export const ONCE_DEPLOYED = 'the database may restart, and clients without such TLS are locked out';

/** The parameters of a database: one's own, what forces TLS, and what makes the logs that are exported. */
export const PARAMETERS: Pick<Table<SharedProps, DatabaseAt>, 'parameters' | 'parameterGroup'> = {
  parameters: {
    says: 'any but what weakens TLS or empties a log; what forces TLS and what writes the logs is added',
    rule: 'rds-force-tls',
    flaws: flawsOfParameters,
    fill: (at) => {
      const { engine, parameterGroup } = at.props;
      const needed = neededBy(at);
      const isPossible = parameterGroup === undefined && !isGroupMadeByCdk(at) && isVersioned(engine);
      return isPossible && Object.keys(needed).length > 0 ? needed : undefined;
    },
    within: (own, at) => {
      const needed = neededBy(at);
      const missing = Object.keys(needed).filter((name) => own[name] === undefined);
      if (at.deployed && missing.length > 0) {
        at.note('parameters', `gets ${missing.join(', ')} for what is deployed: ${ONCE_DEPLOYED}`);
      }
      return { ...needed, ...own };
    },
    onceDeployed: { warn: ONCE_DEPLOYED },
  },
  parameterGroup: mayNotBeSet<NonNullable<SharedProps['parameterGroup']>, DatabaseAt>({
    clause: 'P2.1.3',
    why: 'its TLS settings cannot be seen here',
    instead: "Put its values into 'parameters'",
  }),
};

/** What an engine needs in its parameter group: what forces TLS, and what writes the logs that are exported. */
export function neededBy({ props: { engine } }: DatabaseAt): Record<string, string> {
  return { ...logsOf(engine).parameters, ...tryTlsOf(engine)?.parameters };
}

/**
 * Whether the CDK makes a parameter group by itself, for the roles by which Aurora MySQL reaches S3.
 *
 * One with parameters would take its place in the template.
 */
export function isGroupMadeByCdk({ mode, props }: DatabaseAt): boolean {
  const { engine, s3ImportRole, s3ExportRole, s3ImportBuckets = [], s3ExportBuckets = [] } = props;
  if (mode === 'refuse' || engine.engineType !== 'aurora-mysql') return false;
  const roles = [s3ImportRole, s3ExportRole, ...s3ImportBuckets, ...s3ExportBuckets];
  return roles.some((one) => one !== undefined);
}

/** Whether a parameter group can be made for an engine: RDS needs to know for which family of versions. */
function isVersioned({ engineVersion, parameterGroupFamily }: DatabaseAt['props']['engine']): boolean {
  return engineVersion?.fullVersion !== undefined && parameterGroupFamily !== undefined;
}

function flawsOfParameters(own: Parameters, at: DatabaseAt): Flaw[] {
  const { engine } = at.props;
  const { parameters = {}, onlyAt = {} } = tryTlsOf(engine) ?? {};
  const silent = others(own, logsOf(engine).parameters).filter(({ given }) => isSilent(given));
  return [
    ...others(own, parameters).map((other) => flawOf(other, at, ruleFor(other.name), 'it is what forces TLS')),
    ...others(own, onlyAt).map((other) =>
      flawOf(other, at, ruleFor(other.name), 'older versions of TLS can be broken'),
    ),
    ...silent.map((other) => flawOf(other, at, 'rds-log-exports', 'what is exported is not written without it')),
  ];
}

/** The rule that judges a parameter of TLS; none looks at the newest version that is spoken. */
function ruleFor(name: string): RuleId | undefined {
  if (SWITCHES.includes(name)) return 'rds-force-tls';
  return name === 'ssl_max_protocol_version' ? undefined : 'rds-min-tls-version';
}

function flawOf({ name, needed, given }: Other, at: DatabaseAt, rule: RuleId | undefined, why: string): Flaw {
  const problem = `must have ${name} at ${needed}, got ${given === '' ? 'nothing' : given}`;
  return flaw({ rule, clause: 'P2.1.3', why, instead: `Leave ${name} out` }, at, problem);
}

/** A parameter of one's own that says something else than it must. */
interface Other {
  readonly name: string;
  readonly needed: string;
  readonly given: string;
}

function others(own: Parameters, all: Parameters): Other[] {
  return Object.entries(all).flatMap(([name, needed]) => {
    const given = own[name];
    if (given === undefined || Token.isUnresolved(given) || isSame(given, needed)) return [];
    return [{ name, needed, given }];
  });
}

function isSame(given: string, needed: string): boolean {
  return given === needed || [given, needed].every((value) => ON.includes(value.toLowerCase()));
}
