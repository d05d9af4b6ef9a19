import type { Repository } from './absolute-links';
import { withAbsoluteLinks } from './absolute-links';
import type { Language, Target } from './languages';
import { LANGUAGES } from './languages';
import { rewrite } from './markdown';

export interface ReadmeSource {
  /** The README of the repository. */
  readonly readme: string;
  readonly repository: Repository;
  readonly version: string;
  /** The names of the public API's members, in TypeScript. */
  readonly memberNames: ReadonlySet<string>;
}

/**
 * The README of one package. Its samples stay TypeScript: jsii-pacmak translates them when it makes the package.
 * The README of the npm package gives the same result, because the release makes the other packages from it.
 */
export function packageReadme(target: Target, { readme, repository, version, memberNames }: ReadmeSource): string {
  if (target === 'js') return withAbsoluteLinks(readme, repository, { headingsHaveIds: true });
  const language = LANGUAGES[target];
  const text = inLanguage(withInstall(readme, language.install(version)), language, memberNames);
  return withAbsoluteLinks(text, repository, { headingsHaveIds: target === 'python' });
}

/** The text between the heading "Install" and the table below it. */
const INSTALL = /(?<=^## Install\n\n)(?:(?!## ).*\n)*?(?=\n\|)/m;

function withInstall(readme: string, install: string): string {
  if (!INSTALL.test(readme)) throw new Error('README.md has no section "## Install" with a table: name it in tools/readme/package-readme.ts');
  return readme.replace(INSTALL, () => `${install}\n`);
}

function inLanguage(readme: string, { memberName }: Language, memberNames: ReadonlySet<string>): string {
  return memberName === undefined ? readme : rewrite(readme, { code: (code) => renamed(code, memberName, memberNames) });
}

/** Members of the CDK that the README names without their class. */
const CDK_MEMBERS = new Set(['addEventNotification', 'keyArn']);
const EXPRESSION = /^[A-Za-z]\w*(\.[A-Za-z]\w*)*(\(\w*\))?$/;

/** Names of data, such as the members of a dead letter, are the same in each language. */
function renamed(code: string, memberName: (name: string) => string, memberNames: ReadonlySet<string>): string {
  const isOfTheApi = /[.(]/.test(code) || memberNames.has(code) || CDK_MEMBERS.has(code);
  if (!EXPRESSION.test(code) || !isOfTheApi) return code;
  return code.replace(/\b[a-z]\w*/g, memberName);
}
