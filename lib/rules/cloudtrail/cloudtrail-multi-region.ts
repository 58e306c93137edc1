import { all, any, anyOf, because, isTrue, type Certainty } from '../../template/read/certainty';
import type { Resource } from '../../template/read/resource';
import { demanded, expectTrue } from '../expect';
import { defineRule } from '../rule';
import { recordsManagement } from '../concepts/event-selectors';

export default defineRule({
  id: 'cloudtrail-multi-region',
  title: 'CloudTrail trail records every Region and the global services',
  clause: 'P2.2.3',
  severity: 'error',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Whoever works in a Region that no trail records leaves no trace.',
  remediation: 'Set `IsMultiRegionTrail`, `IncludeGlobalServiceEvents` and `IsLogging` to true.',
  controls: {
    iso27001: { 'A.5.28': 'crosswalk', 'A.8.15': 'peer' },
    soc2: { 'CC7.2': 'peer' },
    hipaa: { '164.308(a)(1)(ii)(D)': 'peer', '164.312(b)': 'peer' },
    pci: { '10.2.1': 'peer', '10.2.1.2': 'peer', '10.2.1.5': 'peer', '10.2.1.6': 'peer', '10.2.1.7': 'peer' },
  },
  equivalents: {
    awsConfig: ['cloudtrail-enabled', 'multi-region-cloudtrail-enabled'],
    securityHub: ['CloudTrail.1', 'CloudTrail.3'],
    prowler: ['cloudtrail_multi_region_enabled', 'cloudtrail_multi_region_enabled_logging_management_events'],
    guard: ['multi_region_cloud_trail_enabled', 'cloud_trail_enabled'],
  },
  *check(trail) {
    yield* expectTrue(trail.boolean('IsMultiRegionTrail'), 'off by default');
    yield* expectTrue(trail.boolean('IncludeGlobalServiceEvents'), 'off by default');
    yield* expectTrue(trail.boolean('IsLogging'));
    const recorded = any([
      () => recordsManagement(trail),
      // a trail for data events alone may stand beside one for management events
      () => anyOf(othersBeside(trail), recordsEverywhere),
    ]);
    const missing = { path: 'EventSelectors', reason: 'none, or part of them' };
    yield* demanded(because(recorded, missing), 'all management events, those that read and those that write');
  },
});

/** A Region has room for five trails. */
const MOST_TRAILS = 5;

function othersBeside(trail: Resource): readonly Resource[] {
  const others = trail.definition.template.resourcesOfType(trail.type).filter((one) => one !== trail.definition);
  return others
    .slice(0, MOST_TRAILS)
    .map((one) => trail.sibling(one))
    .filter(({ exists }) => exists);
}

function recordsEverywhere(trail: Resource): Certainty {
  return all([
    isTrue(trail.boolean('IsMultiRegionTrail')),
    () => isTrue(trail.boolean('IsLogging')),
    () => recordsManagement(trail),
  ]);
}
