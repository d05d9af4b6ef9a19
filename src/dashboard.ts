import type { Duration } from 'aws-cdk-lib';

/**
 * Options of `addDashboard`.
 */
export interface PipelineDashboardOptions {
  /**
   * Name of the dashboard: letters, digits, `-` and `_`.
   *
   * @default - the name of the pipeline
   */
  readonly dashboardName?: string;

  /**
   * The time that the dashboard shows when it is opened.
   *
   * @default Duration.days(1)
   */
  readonly defaultInterval?: Duration;
}
