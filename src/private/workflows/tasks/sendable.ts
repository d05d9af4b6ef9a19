/** JSON escapes control characters, but not these two, which SQS refuses. */
const REFUSED = '/[\\ufffe\\uffff]/';

/** JSONata for a text as the body of a message takes it. */
export const sendable = (text: string) => `$replace(${text}, ${REFUSED}, '\\ufffd')`;

/** JSONata for whether the body of a message takes a text as it is. */
export const isSendable = (text: string) => `$not($contains(${text}, ${REFUSED}))`;
