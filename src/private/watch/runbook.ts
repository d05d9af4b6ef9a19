/** The runbook, for those who have only the alarm. */
export const RUNBOOK = 'https://github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline/blob/main/docs/runbook.md';

/** Address of the section with this heading: GitHub makes its anchor of the heading. */
export const runbookSection = (heading: string): string => `${RUNBOOK}#${heading.toLowerCase()}`;
