/** U+FFFE and U+FFFF: SQS refuses them, and JSON does not escape them. */
const REFUSED = '/[\\ufffe\\uffff]/';

/** JSONata that makes a text one that the body of a message can hold. */
export const sendable = (text: string): string => `$replace(${text}, ${REFUSED}, '\\ufffd')`;

/** JSONata for whether the body of a message can hold a text. */
export const isSendable = (text: string): string => `$not($contains(${text}, ${REFUSED}))`;

/** JSONata that makes a text one that an attribute of a message can hold: of control characters, it can hold white space only. */
export const sendableAttribute = (text: string): string => `$replace(${sendable(text)}, /[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]/, '?')`;
