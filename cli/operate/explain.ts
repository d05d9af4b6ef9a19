import { OperateError } from './operate-error';

/** What an error of the SDK says of itself; members differ from service to service. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly cause?: unknown;
}

const EXPIRED = /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)$/;
const UNKNOWN_IDENTITY = /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure)$/;
const DENIED = /^(AccessDenied(Exception)?|AuthorizationError(Exception)?|KMSAccessDeniedException|KmsAccessDenied)$/;
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE']);

/** An error of the AWS SDK in words that say what to do; any other error as it is. */
export function explain(error: unknown): unknown {
  if (error instanceof OperateError || typeof error !== 'object' || error === null) return error;
  const { name = '', message = '', code = '', $metadata } = error as SdkError;
  const as = (kind: OperateError['kind'], text: string) => new OperateError(kind, text, { cause: error });

  if (/^Region is missing/.test(message)) {
    return as('credentials', 'There is no AWS region. Set it with --region, AWS_REGION, or in the profile: aws configure set region eu-west-1');
  }
  if (name === 'TokenProviderError' || /\bSSO\b/.test(message) && /Provider/.test(name)) {
    return as('credentials', `${message}\nIf the session has expired, sign in again: aws sso login, with the same --profile.`);
  }
  if (EXPIRED.test(name)) return as('credentials', `The AWS credentials have expired (${message}). Get new ones and run the command again.`);
  if (/CredentialsProviderError|^CredentialsError$|^ProviderError$/.test(name)) {
    return as('credentials', `There are no AWS credentials (${message}). Check the profile (--profile, AWS_PROFILE), or set them in the environment: aws configure`);
  }
  if (UNKNOWN_IDENTITY.test(name)) return as('credentials', `AWS does not accept the credentials (${name}: ${message}). Check --profile and the environment.`);
  if (DENIED.test(name) || $metadata?.httpStatusCode === 403) {
    const grant = /states:StartExecution\b/.test(message) ? 'sales.grantBackfill(role)' : 'sales.grantOperate(role)';
    return as('denied', `AWS does not permit it: ${message}\nGrant it to the operator's role in the CDK app of the pipeline: ${grant}`);
  }
  if (UNREACHABLE.has(code) || name === 'TimeoutError') {
    return as('unreachable', `AWS can't be reached (${message || code}). Check the network, --region and --endpoint-url.`);
  }
  return error;
}
