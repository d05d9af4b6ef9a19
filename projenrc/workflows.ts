import type { awscdk } from 'projen';
import { Component } from 'projen';
import type { JobStep } from 'projen/lib/github/workflows-model';

/**
 * The commit of each action that the workflows use. A version is a tag, which can be moved to other code; a commit can't. To
 * take a new version, look up the commit of its tag. An action without a commit here fails test/unit/project/workflows.test.ts.
 */
const COMMITS: { [action: string]: { version: string; commit: string } } = {
  'actions/checkout': { version: '7.0.1', commit: '3d3c42e5aac5ba805825da76410c181273ba90b1' },
  'actions/download-artifact': { version: '8.0.1', commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c' },
  'actions/setup-go': { version: '7.0.0', commit: 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e' },
  'actions/setup-java': { version: '5.7.0', commit: 'b6effb05e454b25005698d916606bdc6ffcbf961' },
  'actions/setup-node': { version: '7.0.0', commit: '820762786026740c76f36085b0efc47a31fe5020' },
  'actions/setup-python': { version: '7.0.0', commit: '5fda3b95a4ea91299a34e894583c3862153e4b97' },
  'actions/upload-artifact': { version: '7.0.1', commit: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a' },
  'amannn/action-semantic-pull-request': { version: '6.1.1', commit: '48f256284bd46cdaab1048c3721360e808335d50' },
};

/** Takes from the workflows that projen writes what they don't need: actions that can change, credentials, permissions. */
export class Workflows extends Component {
  private readonly github;

  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    this.github = project.github!;
    for (const [action, { commit }] of Object.entries(COMMITS)) {
      this.github.actions.set(action, `${action}@${commit}`);
    }
    // Nothing is pushed: a job of its own makes the release on GitHub.
    this.allow('release', 'release', { contents: 'read' });
    // Only a title with [WIP] would need to write.
    this.allow('pull-request-lint', 'validate', { 'pull-requests': 'read' });
  }

  /** All jobs are known by now. */
  public preSynthesize(): void {
    for (const workflow of this.github.workflows) {
      for (const [id, job] of Object.entries(workflow.jobs)) {
        if ('steps' in job) { workflow.updateJob(id, { ...job, steps: mapSteps(job.steps, withoutCredentials) }); }
      }
    }
  }

  private allow(workflow: string, job: string, permissions: { [scope: string]: 'read' }): void {
    this.github.tryFindWorkflow(workflow)!.file!.addOverride(`jobs.${job}.permissions`, permissions);
  }
}

/** Otherwise the token stays in .git/config, where all that runs later can read it. */
function withoutCredentials(step: JobStep): JobStep {
  return step.uses?.startsWith('actions/checkout@') ? { ...step, with: { ...step.with, 'persist-credentials': false } } : step;
}

/** The steps of some jobs are, against their type, a function that projen calls when it writes the file. */
function mapSteps(steps: JobStep[] | (() => JobStep[]), change: (step: JobStep) => JobStep): JobStep[] {
  return typeof steps === 'function' ? (() => steps().map(change)) as unknown as JobStep[] : steps.map(change);
}
