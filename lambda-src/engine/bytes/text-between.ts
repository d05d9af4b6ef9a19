/** The text of the bytes from this index up to and without that one. Without a copy of them. */
export function textBetween(bytes: Uint8Array, from: number, to: number, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString(encoding);
}
