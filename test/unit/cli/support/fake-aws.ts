import { spawn } from 'node:child_process';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outcome } from './command';
import { TOOL } from '../../../../tools/bundle-options';

/** An error of AWS. */
export class Refusal {
  constructor(public readonly name: string, public readonly message: string) {}
}

/** What AWS answers, by the names of calls, such as `RedriveExecution`. */
export type Answers = { readonly [call: string]: (input: Record<string, unknown>) => object | Refusal };

const IDENTITY = '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
  + '<Arn>arn:aws:iam::111122223333:user/ada</Arn><UserId>A</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

/** A server that answers calls of services with JSON as AWS does, and STS. It remembers the calls. */
export class FakeAws {
  public static async start(answers: Answers): Promise<FakeAws> {
    const fake = new FakeAws(answers);
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  public readonly calls: { readonly call: string; readonly input: Record<string, unknown> }[] = [];
  private readonly server: Server;

  private constructor(private readonly answers: Answers) {
    this.server = createServer((request, response) => {
      void body(request).then((text) => {
        const { status, type, answer } = this.answer(request, text);
        response.writeHead(status, { 'content-type': type }).end(answer);
      });
    });
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, text: string): { status: number; type: string; answer: string } {
    const target = request.headers['x-amz-target'];
    if (target === undefined) return { status: 200, type: 'text/xml', answer: IDENTITY };
    const call = String(target).split('.')[1];
    const input = JSON.parse(text) as Record<string, unknown>;
    this.calls.push({ call, input });
    const answer = this.answers[call]?.(input) ?? new Refusal('UnknownOperationException', call);
    const json = 'application/x-amz-json-1.0';
    return answer instanceof Refusal
      ? { status: 400, type: json, answer: JSON.stringify({ __type: answer.name, message: answer.message }) }
      : { status: 200, type: json, answer: JSON.stringify(answer) };
  }
}

/** Runs the bundled tool with nothing of AWS in its environment but what is given. */
export async function runTool(args: readonly string[], env: Record<string, string>): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|FORCE_COLOR$|NO_COLOR$|NODE_OPTIONS$|HTTPS?_PROXY$)/i.test(name));
  const child = spawn(process.execPath, [TOOL, ...args], {
    env: { ...Object.fromEntries(inherited), AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => output.stdout += chunk.toString());
  child.stderr.on('data', (chunk: Buffer) => output.stderr += chunk.toString());
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...output };
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
