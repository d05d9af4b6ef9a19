import { delimiter, dirname, join } from 'node:path';
import { pythonFreeEnvironment } from './python-environment';
import { ROOT } from '../root';

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** Nothing of a real account may leak in: no profile, no credentials, no endpoint of a user's own. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_') && !name.startsWith('CDK_'))),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  };
}

/** For a process that talks to the emulator. */
export function clientEnvironment(endpoint: string): NodeJS.ProcessEnv {
  return {
    ...withoutAws(process.env),
    AWS_ENDPOINT_URL: endpoint,
    CDK_DEFAULT_ACCOUNT: ACCOUNT,
    CDK_DEFAULT_REGION: REGION,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
  };
}

/** For the emulator itself. What it makes goes into `temporary`. */
export function emulatorEnvironment(temporary: string): NodeJS.ProcessEnv {
  return {
    ...withoutAws(pythonFreeEnvironment()),
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
    // Lambda code runs on this very Node.js, whatever else is on the path, and finds the AWS SDK here.
    LAMBDA_EXECUTOR: 'local',
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    NODE_PATH: join(ROOT, 'node_modules'),
    // It would tidy up containers of others.
    DOCKER_HOST: `unix://${join(temporary, 'no-docker.sock')}`,
    // Waits and retries take a tenth of their time.
    SFN_WAIT_SCALE: '0.1',
  };
}
