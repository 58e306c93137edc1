import { Aspects, CfnResource, Stack, Stage, type StageProps } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { EPHEMERAL_KEY } from './ephemeral-mark';

const MARK = Symbol.for('@cloudnexus/cdk.EphemeralStage');

/**
 * A stage for development and tests: its stacks may destroy everything, and hold nothing but made-up data.
 *
 * Below it what protects data against loss is lifted: resources go with their stack, nothing is protected against
 * deletion, versioned or kept in a second zone unless somebody says so, and findings on that are reported as lifted.
 * Exposure, encryption, TLS and the logs of who did what are built and judged as everywhere.
 *
 * Whatever data category a construct states, here it holds `DataCategory.SYNTHETIC_TEST_DATA`, so that one and the same
 * stack serves production and development: who deploys an ephemeral stage answers for it that no data of a customer gets
 * there. The templates carry the mark in their `Metadata`, every report names them at its top, and any other data
 * category in them is an error that nobody can except.
 *
 * @example
 * const dev = new EphemeralStage(app, 'Dev', { env: { region: 'eu-central-1' } });
 * new ShopStack(dev, 'Shop');
 */
export class EphemeralStage extends Stage {
  /**
   * Makes a stage, an app or a stack of one's own ephemeral, with everything below it.
   *
   * Mark a scope before anything is built in it, such as in the first line of its constructor. In an app with stages
   * mark each of those: aspects of the CDK end at a stage.
   *
   * @throws when the scope is part of a stack, a nested stack, or has resources already
   */
  public static mark(scope: IConstruct): void {
    if (EphemeralStage.isEphemeral(scope)) return;
    const around = scope.node.scopes.find((node) => Stack.isStack(node));
    if (around !== undefined && around !== scope) {
      const what = `'scope' must be an app, a stage or a stack (P1.3), got ${JSON.stringify(scope.node.path)}`;
      throw new Error(`${what}: a stack is ephemeral as a whole or not at all. Mark ${around.node.path}.`);
    }
    if (scope.node.findAll().some((node) => CfnResource.isCfnResource(node))) {
      const what = `'scope' must be marked before anything is built in it (P1.3), got ${JSON.stringify(scope.node.path)}`;
      throw new Error(`${what}: what stands there already is protected against loss. Mark it first.`);
    }
    Object.defineProperty(scope, MARK, { value: true });
    if (Stack.isStack(scope)) recordIn(scope);
    // stacks that are added later are visited as well
    Aspects.of(scope).add({
      visit: (node) => {
        if (Stack.isStack(node)) recordIn(node);
      },
    });
  }

  /** Whether what stands at a scope may be destroyed: the scope, or one around it, is marked. */
  public static isEphemeral(scope: IConstruct): boolean {
    return scope.node.scopes.some((node) => MARK in node);
  }

  /**
   * The same, for whoever builds less because of it: the templates around the scope then say so, whatever aspects reach.
   *
   * @internal
   */
  public static _lifts(scope: IConstruct): boolean {
    if (!EphemeralStage.isEphemeral(scope)) return false;
    for (const node of scope.node.scopes) if (Stack.isStack(node)) recordIn(node);
    return true;
  }

  public constructor(scope: Construct, id: string, props?: StageProps) {
    super(scope, id, props);
    EphemeralStage.mark(this);
  }
}

function recordIn(stack: Stack): void {
  stack.templateOptions.metadata = { ...stack.templateOptions.metadata, [EPHEMERAL_KEY]: true };
}
