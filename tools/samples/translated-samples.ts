/** The part of the tablet of jsii-rosetta that is used. */
export interface Tablet {
  readonly snippets: {
    readonly [id: string]: {
      readonly location: { readonly api: { readonly api: string } };
      /** By language; `$` is the TypeScript source of the translation. */
      readonly translations: { readonly [language: string]: { readonly source: string } };
    };
  };
}

const LANGUAGES = ['python', 'java', 'go'];

const HEAD = `# The samples of the README in Python, Java and Go

\`npx projen samples\` writes this page. [jsii-rosetta](https://github.com/aws/jsii-rosetta) compiles the samples of the
[README](../README.md) and translates them; the translations are not compiled. \`self\` and \`this\` are a stack or another
construct. Complete the imports: in Java those of \`java.util\` and of the classes with a \`builder()\`; in Go those of jsii and of
the AWS services, with the package names of types. Attributes are methods in Go, as in \`sales.Bucket()\`.
`;

const TYPESCRIPT = /^```ts\n((?:.*\n)*?)```$/gm;
const FIRST_HEADING = '## The smallest pipeline';

/** The samples of the README in other languages, below its headings. */
export function translatedSamples({ snippets }: Tablet, readme: string): string {
  const ofReadme = Object.values(snippets).filter(({ location }) => location.api.api === 'moduleReadme');
  let last = '';
  const parts = [...readme.matchAll(TYPESCRIPT)].map(({ 1: sample, index }) => {
    const found = ofReadme.find(({ translations }) => translations.$.source.trim() === sample.trim());
    if (!found) throw new Error(`A sample of README.md is not translated; run npx projen compile, then npx projen samples:\n${sample}`);
    const heading = readme.slice(0, index).match(/^## .*$/gm)?.pop() ?? FIRST_HEADING;
    const title = heading === last ? [] : [heading, ''];
    last = heading;
    return [...title, ...LANGUAGES.flatMap((language) => [`\`\`\`${language}`, tidy(found.translations[language].source), '```', ''])].join('\n');
  });
  return `${HEAD}\n${parts.join('\n')}`;
}

/** Rosetta leaves two empty lines below the imports, and writes some lines more than once. */
function tidy(source: string): string {
  const seen = new Set<string>();
  return source.split('\n')
    .filter((line, i, lines) => {
      if (line.startsWith('//') && line === lines[i - 1]) return false;
      if (!/^(import|from) /.test(line)) return true;
      const first = !seen.has(line);
      seen.add(line);
      return first;
    })
    .join('\n').replace(/\n{3,}/g, '\n\n').trim();
}
