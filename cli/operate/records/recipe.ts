/** A change that is applied to many records: JSON Patch (RFC 6902) with conditions. Kept as a file of JSON. */
export interface Recipe {
  readonly name: string;
  readonly description: string;
  /** All must hold, otherwise the record is left as it is. */
  readonly when: readonly RecipeCondition[];
  readonly operations: readonly RecipeOperation[];
}

export interface RecipeCondition {
  /** JSON pointer. */
  readonly path: string;
  /** The member is there, or is not; if undefined, `equals` says what it must be. */
  readonly exists?: boolean;
  /** The raw JSON text that the value must be equal to, by content. */
  readonly equals?: string;
}

/** As in JSON Patch. `value` is raw JSON text, so that numbers stay as they are written. */
export type RecipeOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: string }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string };

/** What a recipe makes of a record. `text` differs from the record only where the operations say so. */
export type RecipeResult =
  | { readonly outcome: 'changed'; readonly text: string }
  | { readonly outcome: 'unchanged'; readonly why: string }
  | { readonly outcome: 'failed'; readonly why: string };
