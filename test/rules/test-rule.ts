import { CfnResource, Stack } from 'aws-cdk-lib';
import { Template as Synthesized } from 'aws-cdk-lib/assertions';
import { judge } from '../../lib/compliance/evaluate';
import type { Result } from '../../lib/compliance/result';
import { SecurityPolicy } from '../../lib/policy/security-policy';
import type { Rule } from '../../lib/rules/rule';
import { isObject, type JsonObject } from '../../lib/template/model/json';
import { templateSet } from '../../lib/template/source/load';
import { relationsIn } from '../../lib/template/read/relations';
import { collects } from './collected-cases';

/** Properties of one resource of the rule's first type, a whole template (it has `Resources`), or CDK code in a stack. */
export type RuleCase = JsonObject | ((stack: Stack) => unknown);

/** The cases of a rule's test, by a name that says what is special about them. */
export interface RuleCases {
  readonly compliant: Readonly<Record<string, RuleCase>>;
  readonly noncompliant: Readonly<Record<string, RuleCase>>;
  readonly undetermined?: Readonly<Record<string, RuleCase>>;
  /** Cases in which the rule concerns no resource. */
  readonly notApplicable?: Readonly<Record<string, RuleCase>>;
}

/** Where the cases of a rule are deployed, and by which policy they are judged. */
export interface Deployment {
  /** @default - the CloudNexus policy */
  readonly policy?: SecurityPolicy;
  /** @default - the template does not say */
  readonly region?: string;
  /** @default - the template does not say */
  readonly account?: string;
}

/** Tests a rule on both sides; what a user reads of the failing cases is kept in a snapshot. */
export function testRule(rule: Rule, cases: RuleCases, deployment: Deployment = {}): void {
  if (collects(rule, cases)) return;
  describe(rule.id, () => {
    for (const side of ['compliant', 'noncompliant'] as const) {
      if (Object.keys(cases[side]).length === 0) throw new Error(`${rule.id} has no ${side} case`);
    }
    test.each(Object.entries(cases.compliant))('passes: %s', (_, ruleCase) => {
      const results = judgeCase(rule, ruleCase, deployment);
      expect(results.map(described)).toEqual(results.map(() => 'pass'));
      expect(results).not.toHaveLength(0);
    });
    test.each(Object.entries(cases.noncompliant))('fails: %s', (_, ruleCase) => {
      const results = judgeCase(rule, ruleCase, deployment).filter(({ outcome }) => outcome !== 'pass');
      expect(results.map(({ outcome }) => outcome)).toContain('fail');
      expect(results.map(described)).toMatchSnapshot();
    });
    const undetermined = Object.entries(cases.undetermined ?? {});
    if (undetermined.length > 0) {
      test.each(undetermined)('cannot be judged: %s', (_, ruleCase) => {
        const results = judgeCase(rule, ruleCase, deployment).filter(({ outcome }) => outcome !== 'pass');
        expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['undetermined']));
        expect(results.map(described)).toMatchSnapshot();
      });
    }
    const notApplicable = Object.entries(cases.notApplicable ?? {});
    if (notApplicable.length > 0) {
      test.each(notApplicable)('is not concerned: %s', (_, ruleCase) => {
        expect(judgeCase(rule, ruleCase, deployment)).toEqual([]);
      });
    }
  });
}

function described({ outcome, propertyPath, message }: Result): string {
  return outcome === 'pass' ? 'pass' : `${outcome}: ${propertyPath === '' ? '(resource)' : propertyPath}: ${message}`;
}

/** The results of a rule for the resources of a case. */
export function judgeCase(rule: Rule, ruleCase: RuleCase, deployment: Deployment = {}): readonly Result[] {
  return judgeDocument(rule, documentOf(rule, ruleCase), deployment);
}

/** The results of a rule for the resources of a template. */
export function judgeDocument(
  rule: Rule,
  document: JsonObject,
  { policy = SecurityPolicy.CLOUDNEXUS, region, account }: Deployment = {},
): readonly Result[] {
  const set = templateSet([{ path: 'case.json', document, region, account }]);
  const context = { policy, relations: relationsIn(set) };
  return set.templates.flatMap((template) =>
    rule.resourceTypes.flatMap((type) => template.resourcesOfType(type).flatMap((one) => judge(rule, one, context))),
  );
}

/** The template of a case, synthesized where CDK code builds it. */
export function documentOf(rule: Rule, ruleCase: RuleCase): JsonObject {
  if (typeof ruleCase !== 'function' && isObject(ruleCase['Resources'])) return ruleCase;
  const stack = new Stack();
  if (typeof ruleCase === 'function') {
    ruleCase(stack);
  } else {
    const [type = ''] = rule.resourceTypes;
    new CfnResource(stack, 'Subject', { type, properties: ruleCase });
  }
  return Synthesized.fromStack(stack).toJSON();
}
