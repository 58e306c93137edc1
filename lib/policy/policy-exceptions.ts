import { Annotations, Aspects, Lazy, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { todayAt } from './calendar';
import { endingOf } from './exception-life';
import { EXCEPTIONS_KEY, flawOf, type PolicyException } from './policy-exception';
import { tryFactsOf } from './rule-facts';
import type { RuleId } from './rule-ids';

const ON_RECORD = Symbol.for('@cloudnexus/cdk.PolicyExceptions');

/** An exception as a template carries it: for all of its resources, or for those below a construct. */
type RecordedException = PolicyException & { readonly constructPath?: string };

/** Whose exceptions the template of a stack carries. */
const carried = new WeakMap<Stack, Set<PolicyExceptions>>();

/**
 * The exceptions from the policy that are on record for a scope and all below it.
 *
 * One record serves builders and judges: a construct then takes the weaker value, a finding is reported as excepted
 * with its reason, and the template carries the exception in its `Metadata`. An exception dies by itself: its last 30
 * days are warned of, and the day after `expires` the rule fails again. An unused one is warned of.
 *
 * @example
 * PolicyExceptions.of(legacyStack).grant({
 *   rule: 'elbv2-tls13-only-policy',
 *   reason: 'Two card terminals of model X speak TLS 1.2 until they are replaced.',
 *   approvedBy: 'security@example.com',
 *   ticket: 'SEC-1234',
 *   expires: '2027-05-31',
 *   compensatingControl: 'Source addresses limited to the networks of the terminals.',
 * });
 */
export class PolicyExceptions {
  /** The exceptions of a scope. */
  public static of(scope: IConstruct): PolicyExceptions {
    const known = recordOf(scope);
    if (known !== undefined) return known;
    const exceptions = new PolicyExceptions(scope);
    Object.defineProperty(scope, ON_RECORD, { value: exceptions });
    return exceptions;
  }

  /**
   * The exception on record for a rule at a scope, live ones and then the nearest first.
   *
   * @internal
   */
  public static _find(scope: IConstruct, rule: RuleId): PolicyException | undefined {
    const all = [...scope.node.scopes]
      .reverse()
      .flatMap((at) => recordOf(at)?.granted ?? [])
      .filter((exception) => exception.rule === rule);
    const { day: today } = todayAt(scope);
    return all.find(({ expires }) => expires >= today) ?? all[0];
  }

  /**
   * Has the templates around a scope carry what was granted above it: aspects of the CDK end at a stage.
   *
   * @internal
   */
  public static _carryAt(scope: IConstruct): void {
    const stacks = scope.node.scopes.filter((node) => Stack.isStack(node));
    for (const at of scope.node.scopes) {
      for (const stack of stacks) recordOf(at)?.recordIn(stack);
    }
  }

  /**
   * Everything that was granted at some constructs, and warned of there.
   *
   * @internal
   */
  public static _grantedAt(scopes: readonly IConstruct[]): readonly PolicyException[] {
    const granted: PolicyException[] = [];
    // an app has thousands of constructs, and few of them have exceptions
    for (const scope of scopes) {
      const record = recordOf(scope);
      if (record !== undefined) granted.push(...record.granted);
    }
    return granted;
  }

  private readonly granted: PolicyException[] = [];

  private constructor(private readonly scope: IConstruct) {
    if (this.isInStack) this.recordIn(Stack.of(scope));
    // stacks that are added later are visited as well
    Aspects.of(scope).add({
      visit: (node) => {
        if (Stack.isStack(node)) this.recordIn(node);
      },
    });
  }

  /**
   * Puts an exception on record.
   *
   * One that has expired is taken as well: what was built under it fails with a finding.
   *
   * @throws when the rule is unknown or allows no exception, a text is empty, `expires` is no day or more than 366 days
   * away (90 for rules about what the internet or another account reaches), or the scope of such a rule is wider than a
   * stack
   */
  public grant(exception: PolicyException): void {
    const { rule, reason, approvedBy, ticket, expires, compensatingControl } = exception;
    const granted = { rule, reason, approvedBy, ticket, expires, compensatingControl };
    const { day: today } = todayAt(this.scope);
    const flaw = flawOf(granted, today) ?? this.tooWide(rule);
    if (flaw !== undefined) throw new Error(`${flaw} (exception at ${JSON.stringify(this.scope.node.path)})`);
    this.granted.push(granted);
    const ending = endingOf(granted, today);
    if (ending === undefined) return;
    Annotations.of(this.scope).addWarningV2(`@cloudnexus/cdk:exceptionEnds:${rule}`, `${rule}: ${ending}`);
  }

  /** An app or a stage is many stacks: nobody who approves an open door for one has looked at the others. */
  private tooWide(rule: string): string | undefined {
    if (tryFactsOf(rule)?.exposure !== true || this.isInStack) return undefined;
    return `'rule' may not be ${rule} for more than a stack: put it on record for the stack or the construct that needs it`;
  }

  private get isInStack(): boolean {
    return this.scope.node.scopes.some((node) => Stack.isStack(node));
  }

  private recordIn(stack: Stack): void {
    const owners = carried.get(stack) ?? new Set();
    if (owners.size === 0) {
      const all = Lazy.any({ produce: () => [...owners].flatMap((owner) => owner.asCarriedBy(stack)) });
      stack.templateOptions.metadata = { ...stack.templateOptions.metadata, [EXCEPTIONS_KEY]: all };
    }
    carried.set(stack, owners.add(this));
  }

  private asCarriedBy(stack: Stack): RecordedException[] {
    const whole = stack.node.scopes.includes(this.scope);
    return this.granted.map((one) => (whole ? one : { ...one, constructPath: this.scope.node.path }));
  }
}

function recordOf(scope: IConstruct): PolicyExceptions | undefined {
  return (scope as { [ON_RECORD]?: PolicyExceptions })[ON_RECORD];
}
