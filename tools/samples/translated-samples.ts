/** What of jsii-rosetta's tablet is used. */
export interface Tablet {
  readonly snippets: {
    readonly [id: string]: {
      readonly location: { readonly api: { readonly api: string }; readonly field?: { readonly line: number } };
      readonly translations: { readonly [language: string]: { readonly source: string } };
    };
  };
}

const LANGUAGES = ['python', 'java', 'go'];

const HEAD = `# The samples of the README in Python, Java and Go

Written by \`npx projen samples\`. [jsii-rosetta](https://github.com/aws/jsii-rosetta) compiles the samples of the
[README](../README.md) and translates them; the translations are not compiled. \`self\` and \`this\` are a stack, or another
construct. Some imports are to be completed: of the props' classes in Java, of services in Go.
`;

/** The README's samples in other languages, below the README's headings. */
export function translatedSamples(tablet: Tablet, readme: string): string {
  const lines = readme.split('\n');
  const samples = Object.values(tablet.snippets).filter(({ location }) => location.api.api === 'moduleReadme')
    .sort((a, b) => a.location.field!.line - b.location.field!.line);
  let last = '';
  const parts = samples.map(({ location, translations }) => {
    const heading = lines.slice(0, location.field!.line).filter((line) => line.startsWith('## ')).pop() ?? '## The smallest';
    const title = heading === last ? [] : [heading, ''];
    last = heading;
    return [...title, ...LANGUAGES.flatMap((language) => [`\`\`\`${language}`, tidy(translations[language].source), '```', ''])].join('\n');
  });
  return `${HEAD}\n${parts.join('\n')}`;
}

/** Rosetta leaves two empty lines below the imports, and says some things more than once. */
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
