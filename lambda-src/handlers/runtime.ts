import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { StoredObject } from './s3-objects';
import { S3Objects } from './s3-objects';
import type { FunctionOptions, RecordValidator, SchemaTexts, SourceFile } from '../../src/private/contract/messages';
import { ALL_ERRORS_MODULE, PIPELINE_NAME_ENV, RECORD_OPTIONS_ENV, SCHEMA_MODULE, SCHEMA_TEXTS_FILE } from '../../src/private/contract/messages';

/** What the handlers need from outside. */
export interface Runtime {
  readonly options: FunctionOptions;
  /** The compiled schema. */
  readonly validate: RecordValidator;
  /** The same schema as text. */
  readonly schemaTexts: SchemaTexts;
  /** For metrics. */
  readonly pipelineName: string;
  /** The bytes of exactly this version of the object. */
  object(file: SourceFile): StoredObject;
  /** Writes one line to the log. */
  log(line: object): void;
}

/**
 * The runtime in Lambda. There is one per process, which keeps options, validator and S3 client for later invocations.
 * Each is made when it is first used: the splitter function has no use for a schema.
 */
export class LambdaRuntime implements Runtime {
  /** Loads what is not part of the bundle: the SDK of the Lambda runtime, and the schema that is written beside the bundle at synth. */
  private readonly load: (id: string) => unknown = createRequire(__filename);
  private readonly objects = new S3Objects(this.load);
  private loadedOptions?: FunctionOptions;
  private loadedValidator?: RecordValidator;

  public get options(): FunctionOptions {
    return this.loadedOptions ??= this.readOptions();
  }

  public get validate(): RecordValidator {
    return this.loadedValidator ??= this.loadValidator();
  }

  /** Not kept: it is asked for once in a while. */
  public get schemaTexts(): SchemaTexts {
    return JSON.parse(readFileSync(join(__dirname, SCHEMA_TEXTS_FILE), 'utf8')) as SchemaTexts;
  }

  public get pipelineName(): string {
    return process.env[PIPELINE_NAME_ENV] ?? '';
  }

  public object(file: SourceFile): StoredObject {
    return this.objects.object(file);
  }

  /** Does not use the console: with JSON logs, Lambda would wrap the line, and the metric filters would not match it. */
  public log(line: object): void {
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }

  private readOptions(): FunctionOptions {
    const text = process.env[RECORD_OPTIONS_ENV];
    if (text === undefined) throw new Error(`The environment variable ${RECORD_OPTIONS_ENV} is not set. The construct sets it to the options of the functions as JSON.`);
    return JSON.parse(text) as FunctionOptions;
  }

  private loadValidator(): RecordValidator {
    const validator = this.loadCompiled(SCHEMA_MODULE);
    let second: RecordValidator | undefined;
    validator.allErrors = () => second ??= this.loadCompiled(ALL_ERRORS_MODULE);
    return validator;
  }

  private loadCompiled(file: string): RecordValidator {
    const compiled = this.load(`./${file}`) as RecordValidator | { default: RecordValidator };
    return typeof compiled === 'function' ? compiled : compiled.default;
  }
}
