import { InvokeCommand } from '@aws-sdk/client-lambda';
import { concurrently } from './concurrently';
import type { Pipeline } from './pipeline';
import { wrap, wrappingFor } from './records/wrap-record';
import { MAX_TEXTS, MAX_TEXTS_SIZE } from '../../src/private/contract/limits';
import type { AssessTextsOutput, DescribeSchemaOutput, Reason, TextVerdict } from '../../src/private/contract/messages';

/** Asks the deployed validator function. */
export interface Validator {
  /** The verdict on each record, as it would be in a file of corrections. Splits questions that are too large for one call. */
  ask(records: readonly string[]): Promise<TextVerdict[]>;
  /** The JSON Schema that is deployed; null if the pipeline does not say. */
  schema(): Promise<{ readonly schema: string; readonly references: readonly string[] } | null>;
}

export function createValidator(pipeline: Pick<Pipeline, 'aws' | 'entry'>): Validator {
  return new DeployedValidator(pipeline);
}

/** Calls of the function at once: it has to be there for uploads, too. */
const MAX_CALLS = 4;
/** Half of a surrogate pair: no file in UTF-8 can have it, and a question with one has no answer at all. */
const HALF_PAIR = /\p{Surrogate}/u;

class DeployedValidator implements Validator {
  constructor(private readonly pipeline: Pick<Pipeline, 'aws' | 'entry'>) {}

  public async ask(records: readonly string[]): Promise<TextVerdict[]> {
    const wrapping = wrappingFor(this.pipeline.entry.recordsPointer);
    const verdicts = new Array<TextVerdict>(records.length);
    const asked = records.map((record, index) => ({ index, text: wrap(wrapping, record) }))
      .filter(({ index, text }) => {
        const verdict = withoutAsking(text);
        if (verdict !== null) verdicts[index] = verdict;
        return verdict === null;
      });
    await concurrently(questionsOf(asked), MAX_CALLS, async (question) => {
      const answers = await this.askTogether(question.map(({ text }) => text));
      question.forEach(({ index }, number) => { verdicts[index] = answers[number]; });
    });
    return verdicts;
  }

  public async schema(): Promise<{ readonly schema: string; readonly references: readonly string[] } | null> {
    const { answer, failure } = await this.invoke<Partial<DescribeSchemaOutput>>({ schema: true });
    // A function of an older version of the construct takes it for a question about texts.
    if (answer?.schema === undefined || answer.schema === null) {
      if (failure !== undefined) throw new Error(`The validator function ${this.pipeline.entry.validatorFunction} does not say which schema it has: ${failure}`);
      return null;
    }
    return { schema: answer.schema, references: answer.references ?? [] };
  }

  /** A text that crashes the function or takes too long fails the whole call, so halves are asked until it stands alone. */
  private async askTogether(texts: readonly string[]): Promise<TextVerdict[]> {
    const { answer, failure } = await this.invoke<AssessTextsOutput>({ texts });
    if (answer !== undefined) {
      if (answer.inputError !== null) throw new Error(`The validator function ${this.pipeline.entry.validatorFunction} refuses the question: ${answer.inputError}`);
      return answer.verdicts;
    }
    if (texts.length === 1) return [rejected('VALIDATOR_FAILED', failure!)];
    const half = Math.ceil(texts.length / 2);
    return [...await this.askTogether(texts.slice(0, half)), ...await this.askTogether(texts.slice(half))];
  }

  private async invoke<Answer>(question: object): Promise<{ readonly answer?: Answer; readonly failure?: string }> {
    try {
      const { FunctionError, Payload } = await this.pipeline.aws.lambda.send(new InvokeCommand({
        FunctionName: this.pipeline.entry.validatorFunction,
        Payload: Buffer.from(JSON.stringify(question)),
      }));
      const answer = JSON.parse(Buffer.from(Payload ?? []).toString()) as Answer & { readonly errorType?: string };
      if (FunctionError === undefined) return { answer };
      // Of an error, only its type: the message might hold what the function was asked about.
      return { failure: `the validator function fails on this record (${answer.errorType ?? FunctionError})` };
    } catch (error) {
      // Escapes can make a question longer than Lambda takes.
      if ((error as Error).name !== 'RequestTooLargeException') throw error;
      return { failure: 'the record is too large to ask the validator function about it' };
    }
  }
}

/** Questions of as many texts as the function takes at once. */
function questionsOf<T extends { readonly text: string }>(texts: readonly T[]): T[][] {
  const questions: T[][] = [];
  let size = Infinity;
  for (const text of texts) {
    const bytes = Buffer.byteLength(text.text);
    if (size + bytes > MAX_TEXTS_SIZE || questions[questions.length - 1].length === MAX_TEXTS) {
      questions.push([]);
      size = 0;
    }
    questions[questions.length - 1].push(text);
    size += bytes;
  }
  return questions;
}

/** The verdict on what the function can't be asked about; null for everything else. */
function withoutAsking(text: string): TextVerdict | null {
  if (HALF_PAIR.test(text)) return rejected('INVALID_ENCODING', 'has half of a surrogate pair, which UTF-8 does not have');
  if (Buffer.byteLength(text) > MAX_TEXTS_SIZE) return rejected('RECORD_TOO_LARGE', `has more than ${MAX_TEXTS_SIZE} bytes`);
  return null;
}

/** A verdict that the function has not given. It never says VALIDATOR_FAILED itself. */
function rejected(reason: Reason, message: string): TextVerdict {
  const errors = [{ pointer: '', keyword: reason, message }];
  return { verdict: 'rejected', records: 1, key: null, contentHash: null, version: null, reason: reason as TextVerdict['reason'], errors };
}
