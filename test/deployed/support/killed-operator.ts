/**
 * Corrects all dead letters of a pipeline, and ends itself by a signal around a call of AWS:
 *
 *     tsx killed-operator.ts PIPELINE 'before PutObject'
 */
import { connect } from '../../../cli/operate/aws';
import { createCorrections } from '../../../cli/operate/corrections/corrections';
import { createDeadLetterQueue } from '../../../cli/operate/dead-letters/queue';
import { findPipeline } from '../../../cli/operate/pipeline';

const [name, gap] = process.argv.slice(2);

async function main(): Promise<void> {
  const aws = await connect({});
  const pipeline = await findPipeline(aws, name);
  for (const client of [aws.dynamodb, aws.s3, aws.sqs] as unknown as Array<typeof aws.s3>) {
    client.middlewareStack.add((next, { commandName }) => async (args) => {
      const call = commandName!.replace(/Command$/, '');
      endIf(`before ${call}`);
      const answer = await next(args);
      endIf(`after ${call}`);
      return answer;
    }, { step: 'initialize', name: 'end' });
  }
  const { letters } = await createDeadLetterQueue(pipeline).read();
  const corrections = createCorrections(pipeline);
  const records = letters.map((letter) => ({ letter, before: letter.deadLetter.record!, after: letter.deadLetter.record!.replace('{', '{"contact-info":{},') }));
  await corrections.send(records, { why: 'a test' });
  await corrections.settle({ waitMs: 60_000 });
}

function endIf(where: string): void {
  if (where === gap) process.kill(process.pid, 'SIGKILL');
}

void main();
