import { handlers } from './handlers/handlers';
import { LambdaRuntime } from './handlers/runtime';

/** The handlers that Lambda invokes: index.validator and index.splitter. */
export const { validator, splitter } = handlers(new LambdaRuntime());
