export * from './cdk';
export * from './clients';
export { ACCOUNT, REGION } from './environment';
export * from './local-engine';
export * from './local-engine-error';
