import { demanded } from '../expect';
import { staysIn, TYPES_WITH_REGIONS } from '../concepts/regions';
import { defineRule } from '../rule';

export default defineRule({
  id: 'region-allow-list',
  title: 'Data, its copies and its keys stay in the residency Regions of the policy',
  clause: 'P4.3',
  severity: 'error',
  resourceTypes: TYPES_WITH_REGIONS,
  rationale: 'A replica in another jurisdiction falls under its law, whatever was promised to the customer.',
  remediation:
    'Deploy the stack to, and name replicas, copies and destinations in, the `residencyRegions` of the policy.',
  controls: {
    iso27001: { 'A.5.14': 'judgement', 'A.5.23': 'judgement', 'A.5.34': 'judgement' },
    soc2: { 'C1.1': 'judgement', 'CC6.7': 'judgement' },
    pci: { '12.5.2': 'judgement' },
  },
  equivalents: {},
  appliesTo: (_, { policy }) => policy.residencyRegions !== undefined,
  *check(resource, { policy: { residencyRegions = [] }, relations }) {
    for (const answer of staysIn(resource, residencyRegions, relations)) {
      yield* demanded(answer, `one of ${residencyRegions.join(', ')}`);
    }
  },
});
