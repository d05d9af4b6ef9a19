export * from './alarms';
export * from './dashboard';
export * from './duplicate-policy';
export * from './record-schema';
export * from './record-version';
export * from './sales-data-pipeline';
export * from './sales-data-pipeline-props';
export * from './table-key';
