import { SecretValue, Stack, Stage } from 'aws-cdk-lib';
import { PipelineProject } from 'aws-cdk-lib/aws-codebuild';
import { Artifact, Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CodeBuildAction, GitHubSourceAction, S3SourceAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import type { Apps } from './app';

/** Pipelines. */
export const delivery: Apps = {
  'CodePipeline with a source and a build': (stack) => {
    const source = new Artifact('Source');
    const input = new Artifact('Input');
    const pipeline = new Pipeline(stack, 'Pipeline', { crossAccountKeys: true });
    pipeline.addStage({
      stageName: 'Source',
      actions: [
        new GitHubSourceAction({
          actionName: 'GitHub',
          owner: 'orders',
          repo: 'orders',
          oauthToken: SecretValue.secretsManager('github'),
          output: source,
        }),
        new S3SourceAction({
          actionName: 'Bucket',
          bucket: new Bucket(stack, 'Inputs', { versioned: true }),
          bucketKey: 'input.zip',
          output: input,
        }),
      ],
    });
    pipeline.addStage({
      stageName: 'Build',
      actions: [
        new CodeBuildAction({
          actionName: 'Build',
          project: new PipelineProject(stack, 'Project'),
          input: source,
          extraInputs: [input],
        }),
      ],
    });
  },
  'CDK Pipelines with a stage': (stack) => {
    const pipeline = new CodePipeline(stack, 'Pipeline', {
      synth: new ShellStep('Synth', {
        input: CodePipelineSource.connection('orders/orders', 'main', {
          connectionArn: 'arn:aws:codestar-connections:eu-west-1:111122223333:connection/one',
        }),
        commands: ['npm ci', 'npx cdk synth'],
      }),
    });
    const stage = new Stage(stack, 'Production', { env: { account: stack.account, region: stack.region } });
    const orders = new Stack(stage, 'Orders');
    new Bucket(orders, 'Bucket');
    new Vpc(orders, 'Vpc');
    pipeline.addStage(stage);
  },
};
