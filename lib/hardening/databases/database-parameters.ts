import type { IEngine } from 'aws-cdk-lib/aws-rds';
import type { Limits } from '../limits';
import { refusal } from '../refusal';
import { isSilent, logsOf } from './database-logs';
import { tlsOf } from './database-tls';

/**
 * The parameters of a database: one's own, what forces TLS, and what makes the logs that are exported.
 *
 * @throws when one's own parameters weaken TLS or empty a log, or the engine does not speak TLS 1.3
 */
export function databaseParameters(
  engine: IEngine,
  own: Readonly<Record<string, string>> = {},
  limits: Limits,
): Record<string, string> {
  const { parameters, onlyAt, flaw } = tlsOf(engine);
  if (flaw !== undefined) {
    limits.refuse('rds-min-tls-version', 'engine', flaw.problem, 'P2.1.3', flaw.why, flaw.instead);
  }
  refuseOther(own, parameters, 'it is what forces TLS');
  refuseOther(own, onlyAt, 'older versions of TLS can be broken');
  const logs = logsOf(engine).parameters;
  for (const [name, value] of Object.entries(logs)) {
    const given = own[name];
    if (given === undefined || !isSilent(given)) continue;
    const problem = `must have ${name} at ${value}, got ${given === '' ? 'nothing' : given}`;
    const why = 'what is exported is not written without it';
    limits.refuse('rds-log-exports', 'parameters', problem, 'P2.2.3', why, `Leave ${name} out`);
  }
  return { ...logs, ...own, ...parameters };
}

function refuseOther(
  own: Readonly<Record<string, string>>,
  needed: Readonly<Record<string, string>>,
  why: string,
): void {
  for (const [name, value] of Object.entries(needed)) {
    const given = own[name];
    if (given === undefined || given === value) continue;
    const problem = `must have ${name} at ${value}, got ${given}`;
    throw refusal('parameters', problem, 'P2.1.3', why, `Leave ${name} out`);
  }
}
