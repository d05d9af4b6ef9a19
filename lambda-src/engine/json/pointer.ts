export { formatPointer, parsePointer, resolvePointer } from '../../../src/private/contract/json-pointer';
