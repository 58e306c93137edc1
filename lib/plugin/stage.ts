import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The app or stage that a construct is, or is in. */
export function stageOf(construct: IConstruct): Stage {
  const stage = Stage.isStage(construct) ? construct : Stage.of(construct);
  if (stage === undefined)
    throw new Error(`'scope' must be in an App or a Stage, got ${JSON.stringify(construct.node.path)}`);
  return stage;
}
