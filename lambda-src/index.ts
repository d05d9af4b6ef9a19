import { handlers } from './handlers/handlers';
import { LambdaRuntime } from './handlers/runtime';

/** What Lambda starts: index.validator and index.splitter. */
export const { validator, splitter } = handlers(new LambdaRuntime());
