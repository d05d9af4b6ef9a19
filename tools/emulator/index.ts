export * from './cdk';
export * from './clients';
export { ACCOUNT, REGION } from './environment';
export * from './emulator';
export * from './emulator-error';
