import type { IEngine } from 'aws-cdk-lib/aws-rds';
import { flaw } from '../decisions';
import type { Flaw, PropRule } from '../prop-rule';
import { regionOf, type DatabaseAt } from './database-props';
import { flawOfTls, tryTlsOf } from './database-tls';
import { flawOfIamSignIn, flawOfStandby } from './engine-traits';
import type { EngineFlaw } from './engine-versions';

/** The engine must be able to keep the policy: its versions of TLS, its sign-in, its standby. */
export function ableEngine<E extends IEngine>(): PropRule<E, DatabaseAt> {
  return {
    says: 'must force TLS at version 1.3 or the newest it has, take sign-in by IAM, and have a standby',
    rule: 'rds-min-tls-version',
    flaws: flawsOfEngine,
  };
}

/** What keeps an engine from keeping the policy. */
export function flawsOfEngine(engine: IEngine, at: DatabaseAt): Flaw[] {
  const unable = flawOfTls(engine);
  if (unable !== undefined) return [flaw({ ...unable, clause: 'P2.1.3' }, at, unable.problem)];
  const found: [rule: 'rds-min-tls-version' | 'rds-iam-auth' | 'rds-multi-az', flaw: EngineFlaw | undefined][] = [
    ['rds-min-tls-version', tryTlsOf(engine)?.flaw],
    // no version of SQL Server has sign-in by IAM, so that nothing could be chosen in its place
    ['rds-iam-auth', engine.engineType.startsWith('sqlserver-') ? undefined : flawOfIamSignIn(engine, regionOf(at))],
    ['rds-multi-az', at.limits.ephemeral ? undefined : flawOfStandby(engine)],
  ];
  return found.flatMap(([rule, one]) => (one === undefined ? [] : [flaw({ ...one, rule }, at, one.problem)]));
}
