import { Token } from 'aws-cdk-lib';
import { flaw } from './decisions';
import type { At, Flaw } from './prop-rule';

/** What is wrong with a Region that data is stored in or copied to; one known only at deployment is judged there. */
export function flawsOfRegion(region: string, at: At<unknown>, path = ''): Flaw[] {
  const { residencyRegions } = at.limits.policy;
  if (residencyRegions === undefined || Token.isUnresolved(region) || residencyRegions.includes(region)) return [];
  const problem = `may only name ${residencyRegions.join(', ')}, got ${region}`;
  const why = 'data would leave the Regions where it may be stored';
  return [{ ...flaw({ clause: 'P4.3', why }, at, problem), path }];
}
