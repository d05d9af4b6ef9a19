/** The bundled page. */
export interface Page {
  readonly script: string;
  readonly style: string;
}
