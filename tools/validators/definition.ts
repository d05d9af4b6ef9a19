import { TextDocument, getLanguageService } from 'amazon-states-language-service';
import validate from 'asl-validator';

const PSEUDO_PARAMETERS: { readonly [name: string]: string } = {
  '<AWS::Partition>': 'aws', '<AWS::Region>': 'us-east-1', '<AWS::AccountId>': '111122223333', '<AWS::URLSuffix>': 'amazonaws.com',
};

/** A definition of a template, with ARNs in place of references: validators want ARNs. */
export function asDeployed(definition: object): string {
  return JSON.stringify(definition)
    .replace(/<AWS::\w+>/g, (name) => PSEUDO_PARAMETERS[name] ?? name)
    .replace(/<(\w+)\.Arn>/g, 'arn:aws:lambda:us-east-1:111122223333:function:$1');
}

/** What asl-validator and the language service of the AWS Toolkit find in a workflow definition. */
export async function findingsInDefinition(definition: string): Promise<string[]> {
  const text = inOneLine(definition);
  return [...findingsOfValidator(text), ...await findingsOfLanguageService(text)];
}

/** Both take the end of a line for the end of an expression. */
function inOneLine(definition: string): string {
  return JSON.stringify(JSON.parse(definition, (_, value: unknown) => (
    typeof value === 'string' && value.startsWith('{%') ? value.replace(/\s/g, ' ') : value
  )));
}

function findingsOfValidator(text: string): string[] {
  const { errors, errorsText } = validate(JSON.parse(text) as object, { checkPaths: true, checkArn: true });
  return errors.length === 0 ? [] : [`asl-validator: ${errorsText('; ')}`];
}

async function findingsOfLanguageService(text: string): Promise<string[]> {
  const document = TextDocument.create('file:///workflow.asl.json', 'asl', 1, text);
  const service = getLanguageService({});
  service.configure({ validate: true, allowComments: false });
  const diagnostics = await service.doValidation(document, service.parseJSONDocument(document));
  return diagnostics.map(({ message, range }) => `language service: ${message} (${document.getText(range).slice(0, 100)})`);
}
