import { App, ArnFormat, CfnOutput, CliCredentialsStackSynthesizer, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { ON_EMULATOR } from './clients';
import { TEST_STACK_TAG } from './mark';
import { ABSENT } from './state-beliefs';
import { DuplicatePolicy, SalesDataPipeline } from '../../src';
import { addOutputs } from '../../testkit/pipeline/outputs';
import type { PipelineOutputs } from '../../testkit/pipeline/outputs';

export const VERIFICATION_STACK = 'SalesDataPipelineVerification';
/** Objects that end otherwise start nothing by themselves: the pipeline is started by hand, and nobody waits for EventBridge. */
export const UPLOADS = { objectKeyPrefix: 'incoming/', objectKeySuffix: '.json' };

export interface VerificationOutputs extends PipelineOutputs {
  /** The rule for executions of FanOutWorkflow that do not succeed. */
  readonly FailureRuleName: string;
  readonly ValidatorRoleArn: string;
  /** A role for TestState. */
  readonly RoleArn: string;
  /** A function that fails in the way that its input names. */
  readonly FaultyFunctionArn: string;
  /** The ARN of a function that does not exist. */
  readonly AbsentFunctionArn: string;
  /** A Standard workflow whose executions end at once. */
  readonly ShortWorkflowArn: string;
}

/** Synthesises a pipeline whose resources are encrypted with one key, and what the questions to it need. */
export function synthVerificationStack(outdir: string): void {
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
  const stack = new Stack(app, VERIFICATION_STACK, {
    tags: { [TEST_STACK_TAG.key]: TEST_STACK_TAG.value },
    // The roles of `cdk bootstrap` are not needed; its bucket is.
    synthesizer: new CliCredentialsStackSynthesizer(),
  });
  const pipeline = new SalesDataPipeline(stack, 'Sales', {
    ...UPLOADS,
    duplicatePolicy: DuplicatePolicy.OVERWRITE,
    encryptionKey: new Key(stack, 'Key', { removalPolicy: RemovalPolicy.DESTROY, pendingWindow: Duration.days(7) }),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  if (ON_EMULATOR) {
    // These policies deny requests without TLS, and the emulator has none.
    [pipeline.bucket, pipeline.deadLetterQueue].forEach(({ node }) => node.tryRemoveChild('Policy'));
  }
  addOutputs(stack, pipeline);

  const faulty = new LambdaFunction(stack, 'Faulty', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    timeout: Duration.seconds(2),
    code: Code.fromInline(`exports.handler = async ({ fault }) => {
      if (fault === 'throws') throw new RangeError('on purpose');
      if (fault === 'exits') process.exit(1);
      await new Promise((resolve) => setTimeout(resolve, 60000));
    };`),
  });
  const short = new StateMachine(stack, 'Short', { definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Nothing')) });

  const role = new Role(stack, 'TestStateRole', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
  faulty.grantInvoke(role);
  short.grantStartExecution(role);
  const absent = stack.formatArn({ service: 'lambda', resource: 'function', resourceName: ABSENT, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  role.addToPolicy(new PolicyStatement({ actions: ['dynamodb:PutItem'], resources: [stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: ABSENT })] }));
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [absent] }));

  const failureRule = pipeline.node.findAll().find((construct): construct is Rule => construct instanceof Rule && construct.node.id === 'FanOutFailed')!;
  const outputs: Omit<VerificationOutputs, keyof PipelineOutputs> = {
    FailureRuleName: failureRule.ruleName,
    ValidatorRoleArn: pipeline.validatorFunction.role!.roleArn,
    RoleArn: role.roleArn,
    FaultyFunctionArn: faulty.functionArn,
    AbsentFunctionArn: absent,
    ShortWorkflowArn: short.stateMachineArn,
  };
  Object.entries(outputs).forEach(([name, value]) => new CfnOutput(stack, name, { value: value as string }));
  app.synth();
}
