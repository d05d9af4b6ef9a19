/** The bundled page. */
export interface Page {
  readonly script: string;
  readonly style: string;
}

/** What the bundler puts here. */
declare const DESK_PAGE: Page;

/** Only the bundled tool has its page with it. */
export function deskPage(): Page {
  return DESK_PAGE;
}
