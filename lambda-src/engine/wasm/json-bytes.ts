import { JSON_BYTES_WASM } from './json-bytes.generated';
import { INPUT, SLACK } from './layout';

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  skip(from: number, end: number, oneLine: number): number;
  survey(from: number, end: number, spans: number): void;
  compact(from: number, end: number, to: number): number;
}

// The type declarations of Node.js have the namespace without these.
const { Module, Instance } = (globalThis as unknown as {
  WebAssembly: { Module: new (bytes: Uint8Array) => object; Instance: new (module: object) => { exports: unknown } };
}).WebAssembly;

const PAGE = 65_536;
let compiled: object | undefined;

/** The loops over bytes, with a memory of their own. See json-bytes.wat.ts for what they do. */
export class JsonBytes {
  public readonly run: Exports;
  public words: Int32Array;
  public bytes: Uint8Array;

  constructor() {
    compiled ??= new Module(Buffer.from(JSON_BYTES_WASM, 'base64'));
    this.run = new Instance(compiled).exports as Exports;
    this.words = new Int32Array(this.run.memory.buffer);
    this.bytes = new Uint8Array(this.run.memory.buffer);
  }

  /** A word of the state; by its address in bytes. */
  public word(address: number): number {
    return this.words[address / 4];
  }

  public setWord(address: number, value: number): void {
    this.words[address / 4] = value;
  }

  /** Makes the input be these bytes, and room for `extra` bytes behind it. */
  public load(input: Uint8Array, extra = 0): void {
    this.reserve(INPUT + input.length + SLACK + extra);
    this.bytes.set(input, INPUT);
  }

  private reserve(size: number): void {
    const missing = size - this.bytes.length;
    if (missing <= 0) return;
    this.run.memory.grow(Math.ceil(missing / PAGE));
    this.words = new Int32Array(this.run.memory.buffer);
    this.bytes = new Uint8Array(this.run.memory.buffer);
  }
}
