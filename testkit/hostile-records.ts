/** JSON texts that become as long as can be, of about `length` bytes each. Each has the member `id` for a table key. */
export const HOSTILE_RECORDS: { readonly [name: string]: (length: number) => string } = {
  'numbers of one digit': (length) => withArray('1,', '1', length),
  'empty strings': (length) => withArray('"",', '""', length),
  'short words': (length) => withArray('null,true,', 'true', length),
  'empty objects': (length) => withArray('{},', '{}', length),
  'members with names of one character': (length) => `{"id":"1",${Array.from({ length: length / 7 }, (_, i) => `"${i.toString(36)}":1`).join()}}`,
  'arrays in arrays': (length) => withArray(`${'['.repeat(28)}1${']'.repeat(28)},`, '1', length),
  'quotes': (length) => `{"id":"1","x":"${'\\"'.repeat(length / 2)}"}`,
  'escaped control characters': (length) => `{"id":"1","x":"${'\\u0001'.repeat(length / 6)}"}`,
  'control characters, which are invalid': (length) => `{"id":"1","x":"${'\u0001'.repeat(length)}"}`,
  'characters beyond the BMP': (length) => `{"id":"1","x":"${'\u{1f600}'.repeat(length / 4)}"}`,
  'escaped characters beyond the BMP': (length) => `{"id":"1","x":"${'\\ud83d\\ude00'.repeat(length / 12)}"}`,
  'characters that SQS refuses': (length) => `{"id":"1","x":"${'\uffff'.repeat(length / 3)}"}`,
  'white space': (length) => `{"id":"1",${' '.repeat(length)}"x":1}`,
  'line ends': (length) => `{"id":"1",${'\t\r'.repeat(length / 2)}"x":1}`,
  'quotes in the table key': (length) => `{"id":"${'\\"'.repeat(Math.min(length / 2, 500))}"${' '.repeat(Math.max(0, length - 1_000))}}`,
  'escaped control characters in the table key': (length) => `{"id":"${'\\u0001'.repeat(Math.min(length / 6, 1_000))}"${' '.repeat(Math.max(0, length - 6_000))}}`,
  'no table key': (length) => `{"x":"${'\\u0001'.repeat(length / 6)}"}`,
};

function withArray(element: string, last: string, length: number): string {
  return `{"id":"1","x":[${element.repeat(length / element.length)}${last}]}`;
}
