import { randomBytes } from 'node:crypto';
import { delimiter, dirname, join } from 'node:path';
import { pythonFreeEnvironment } from './python-environment';
import { ROOT } from '../root';

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Whoever knows them may run code in the emulator. */
export function randomCredentials(): Credentials {
  return { accessKeyId: `AKIA${randomBytes(16).toString('hex').toUpperCase()}`, secretAccessKey: randomBytes(20).toString('hex') };
}

/** Keeps settings of a real account out: profiles, credentials and endpoints of the user. */
function withoutAws(env: NodeJS.ProcessEnv, { accessKeyId, secretAccessKey }: Credentials): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_') && !name.startsWith('CDK_'))),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  };
}

/** The environment for a process that uses the emulator. */
export function clientEnvironment(endpoint: string, credentials: Credentials): NodeJS.ProcessEnv {
  return {
    ...withoutAws(process.env, credentials),
    AWS_ENDPOINT_URL: endpoint,
    CDK_DEFAULT_ACCOUNT: ACCOUNT,
    CDK_DEFAULT_REGION: REGION,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
  };
}

/** The environment for the emulator itself. It writes its files into `temporary`. */
export function emulatorEnvironment(temporary: string, credentials: Credentials): NodeJS.ProcessEnv {
  return {
    ...withoutAws(pythonFreeEnvironment(), credentials),
    PYTHONUNBUFFERED: '1',
    TMPDIR: temporary,
    S3_DATA_DIR: join(temporary, 's3'),
    STATE_DIR: join(temporary, 'state'),
    PERSIST_STATE: '0',
    S3_PERSIST: '0',
    MINISTACK_HOST: '127.0.0.1',
    MINISTACK_REGION: REGION,
    MINISTACK_ACCOUNT_ID: ACCOUNT,
    // These two would listen on every interface.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    // Lambda code runs on the Node.js of this process, whatever is on the path, and finds the AWS SDK here.
    LAMBDA_EXECUTOR: 'local',
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    NODE_PATH: join(ROOT, 'node_modules'),
    // With Docker, the emulator would remove containers that are not its own.
    DOCKER_HOST: `unix://${join(temporary, 'no-docker.sock')}`,
    // Waits and retries take a tenth of the real time.
    SFN_WAIT_SCALE: '0.1',
  };
}
