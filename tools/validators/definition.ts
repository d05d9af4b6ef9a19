import { TextDocument, getLanguageService } from 'amazon-states-language-service';
import validate = require('asl-validator');

/** What asl-validator and the language service of the AWS Toolkit find in a workflow definition. */
export async function findingsInDefinition(definition: string): Promise<string[]> {
  const text = inOneLine(definition);
  return [...findingsOfValidator(text), ...await findingsOfLanguageService(text)];
}

/** Both take the end of a line for the end of an expression. */
function inOneLine(definition: string): string {
  return definition.replace(/\{%[^]*?%\}/g, (expression) => expression.replace(/\\[nrt]|\s/g, ' '));
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
