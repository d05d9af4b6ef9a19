import { headingIds, rewriteTargets } from './markdown';

/** The repository with the files that a README links to. */
export interface Repository {
  /** The URL for a browser. */
  readonly url: string;
  /** The tag or branch with the current files. */
  readonly ref: string;
  /** The paths of all its files. */
  readonly files: readonly string[];
}

export interface LinkOptions {
  /** Whether headings have ids where the README is shown, so that links to them work. */
  readonly headingsHaveIds: boolean;
}

/** Links to files of the repository become URLs, so that they work where only the README is shown. */
export function withAbsoluteLinks(readme: string, repository: Repository, { headingsHaveIds }: LinkOptions): string {
  const ids = headingIds(readme);
  return rewriteTargets(readme, (target, isPicture) => {
    if (/^https?:/.test(target)) return target;
    const [path, id] = target.split('#');
    if (path) return absolute(target, path, isPicture, repository);
    if (!ids.has(id)) throw new Error(`README.md links to ${target}, but has no such heading: correct the link`);
    return headingsHaveIds ? target : absolute(`README.md${target}`, 'README.md', false, repository);
  });
}

function absolute(target: string, path: string, isPicture: boolean, { url, ref, files }: Repository): string {
  const isFile = files.includes(path);
  if (!isFile && !files.some((file) => file.startsWith(`${path}/`))) {
    throw new Error(`README.md links to ${path}, which is not in the repository: correct the link, or add the file to git`);
  }
  if (isPicture) return `${url.replace('//github.com/', '//raw.githubusercontent.com/')}/${ref}/${target}`;
  return `${url}/${isFile ? 'blob' : 'tree'}/${ref}/${target}`;
}
