/** A part of a document between two marks, written from the code. */
export interface Section {
  /** The document, relative to the root. */
  readonly file: string;
  readonly name: string;
  readonly content: string;
  /** The command that writes it. @default npx projen docs */
  readonly by?: string;
}

/** The document with the section's content between its marks. */
export function withSection(document: string, { file, name, content, by = 'npx projen docs' }: Section): string {
  const [begin, end] = [`<!-- ${name}: written by ${by} -->`, `<!-- end of ${name} -->`];
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`${file} has no section ${name}`);
  return `${document.slice(0, start)}${begin}\n${content}\n${document.slice(stop)}`;
}
