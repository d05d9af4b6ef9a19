/** A resource of a template, with its intrinsic functions evaluated. */
export interface Resource {
  readonly Type: string;
  readonly Properties: { readonly [name: string]: any };
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A state of a workflow in Amazon States Language. */
export interface State {
  readonly Type: string;
  readonly [member: string]: any;
}

/** The states of a workflow, or of a branch in one. */
export interface States {
  readonly StartAt: string;
  readonly States: { readonly [name: string]: State };
}
