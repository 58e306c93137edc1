import { judge } from '../../lib/compliance/evaluate';
import { SecurityPolicy } from '../../lib/policy/security-policy';
import rotation from '../../lib/rules/kms/kms-key-rotation-enabled';
import { defineRule, type Rule } from '../../lib/rules/rule';
import { maybe, no, yes } from '../../lib/template/read/certainty';
import { setOf } from '../template/document';
import { relationsIn } from '../../lib/template/read/relations';

function outcomes(appliesTo: NonNullable<Rule['appliesTo']>, EnableKeyRotation: boolean): unknown[] {
  const set = setOf({
    'case.json': { Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation } } } },
  });
  const context = { policy: SecurityPolicy.CLOUDNEXUS, relations: relationsIn(set) };
  const definitions = set.templates.flatMap((template) => template.resourcesOfType('AWS::KMS::Key'));
  return definitions.flatMap((definition) =>
    judge(defineRule({ ...rotation, appliesTo }), definition, context).map(({ outcome, propertyPath, message }) =>
      outcome === 'pass' ? outcome : [outcome, propertyPath, message],
    ),
  );
}

test.each([
  ['true', () => true],
  ['yes', () => yes],
])('a rule that concerns a resource (%s) judges it', (_, appliesTo) => {
  expect(outcomes(appliesTo, true)).toEqual(['pass']);
  expect(outcomes(appliesTo, false)).toEqual([['fail', 'EnableKeyRotation', 'expected true, got false']]);
});

test.each([
  ['false', () => false],
  ['no', () => no],
])('a rule that does not concern a resource (%s) says nothing', (_, appliesTo) => {
  expect(outcomes(appliesTo, false)).toEqual([]);
});

test('where only deployment knows whether a rule concerns a resource, what passes passes and what fails is undetermined', () => {
  const appliesTo = () => maybe('a parameter decides', 'KeySpec');
  expect(outcomes(appliesTo, true)).toEqual(['pass']);
  expect(outcomes(appliesTo, false)).toEqual([
    ['undetermined', 'KeySpec', 'only deployment knows whether the rule concerns it: a parameter decides'],
  ]);
});
