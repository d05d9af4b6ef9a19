/** The languages of the packages, by their names in jsii-pacmak. */
export type Target = 'js' | 'python' | 'java' | 'go';

/** How the README for the users of one language differs from that of the repository, which is for TypeScript. */
export interface Language {
  /** The beginning of the section "Install", for one version. */
  readonly install: (version: string) => string;
  /** The name of a member of the API, given its name in TypeScript. */
  readonly memberName?: (name: string) => string;
}

const OTHERS = 'The [repository](README.md#install) says how to install the package for other languages.';

export const LANGUAGES: { readonly [target in Exclude<Target, 'js'>]: Language } = {
  python: {
    install: () => `\`\`\`sh
pip install cdk-sales-data-pipeline
\`\`\`

The samples below are translated from TypeScript; \`self\` is a stack or another construct. [examples/python](examples/python) is
an app to start from. ${OTHERS}`,
    memberName: (name) => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase(),
  },
  java: {
    install: (version) => `\`\`\`xml
<dependency>
    <groupId>io.github.cdk-sales-data-pipeline</groupId>
    <artifactId>cdk-sales-data-pipeline</artifactId>
    <version>${version}</version>
</dependency>
\`\`\`

The samples below are translated from TypeScript; \`this\` is a stack or another construct. Complete the imports: those of
\`java.util\` and of the classes with a \`builder()\` are missing. In the text, names are those of TypeScript: set the prop
\`recordsPointer\` with \`SalesDataPipeline.Builder.recordsPointer\`, and read the attribute \`deadLetterQueue\` with
\`getDeadLetterQueue()\`. ${OTHERS}`,
  },
  go: {
    install: (version) => `\`\`\`sh
go get github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline-go/cdksalesdatapipeline@v${version}
\`\`\`

The samples below are translated from TypeScript; \`this\` is a stack or another construct. Complete the imports: those of jsii and
of the AWS services are missing, as are the package names of types. In the text, names are those of TypeScript: in Go, members
start with a capital letter, as in \`RecordsPointer\`, and attributes are methods, as in \`sales.DeadLetterQueue()\`. ${OTHERS}`,
  },
};
