import { flaw, filled, free } from '../../hardening/decisions';
import { flawsOfLogCategory } from '../../hardening/logs/log-group';
import type { At, Table } from '../../hardening/prop-rule';
import { DataCategory } from '../../policy/data-category';
import type { IsolatedNetworkProps } from './isolated-network';

type NetworkAt = At<IsolatedNetworkProps>;

const FEWEST_ZONES = 2;

/** What becomes of every prop of a network. */
export const ISOLATED_NETWORK: Table<IsolatedNetworkProps, NetworkAt> = {
  maxAzs: filled<number, NetworkAt>(
    `${FEWEST_ZONES} or more`,
    () => FEWEST_ZONES,
    (zones, at) =>
      zones >= FEWEST_ZONES
        ? []
        : [
            flaw(
              { clause: 'P2.3', why: 'one zone is no high availability' },
              at,
              `must be ${FEWEST_ZONES} or more, got ${zones}`,
            ),
          ],
  ),
  flowLogCategory: filled<DataCategory, NetworkAt>(
    'a category of logs',
    () => DataCategory.INFRASTRUCTURE_LOGS,
    (given, at) => flawsOfLogCategory({ ...at, category: at.limits.category(given) }),
  ),
  natGateways: filled<number, NetworkAt>('one; none leaves the isolated subnets alone', () => 1),
  ipAddresses: free('free, as far as the tiers fit'),
  endpoints: free('free; their policies let the principals of the account through'),
};
