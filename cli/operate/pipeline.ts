import { paginateGetParametersByPath } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws } from './aws';
import { OperateError } from './operate-error';
import type { RegistryEntry } from '../../src/private/contract/registry';
import { REGISTRY_PATH, REGISTRY_VERSION } from '../../src/private/contract/registry';

/** A deployed pipeline, and who operates it. */
export interface Pipeline {
  readonly aws: Aws;
  /** What the registry says of it. */
  readonly entry: RegistryEntry;
  /** ARN of the operator's identity, as STS says it. The trail of corrections names it. */
  readonly operator: string;
}

/** The pipeline of this name in the account and region; without a name, the only one. */
export async function findPipeline(aws: Aws, name?: string): Promise<Pipeline> {
  const [registered, { Arn: operator }] = await Promise.all([registry(aws), aws.sts.send(new GetCallerIdentityCommand({}))]);
  const names = [...registered.keys()].sort();
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined) {
    throw new OperateError('missing', names.length === 0
      ? `There is no pipeline in ${aws.region}: nothing is below ${REGISTRY_PATH} in Parameter Store. Check --region and --profile; pipelines of older versions are found once they are deployed with this one.`
      : `There are ${names.length} pipelines in ${aws.region}. Name one with --pipeline: ${names.join(', ')}`);
  }
  const value = registered.get(chosen);
  if (value === undefined) {
    throw new OperateError('missing', `There is no pipeline ${chosen} in ${aws.region}. ${names.length > 0 ? `There are: ${names.join(', ')}` : 'There is no other, either: check --region and --profile.'}`);
  }
  return { aws, entry: parseEntry(chosen, value), operator: operator! };
}

/** The values of the parameters, by the names of the pipelines. */
async function registry(aws: Aws): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { Parameters = [] } of paginateGetParametersByPath({ client: aws.ssm }, { Path: REGISTRY_PATH })) {
    for (const { Name, Value } of Parameters) found.set(Name!.slice(REGISTRY_PATH.length + 1), Value!);
  }
  return found;
}

function parseEntry(name: string, value: string): RegistryEntry {
  let entry: Partial<RegistryEntry> | null;
  try {
    entry = JSON.parse(value) as Partial<RegistryEntry> | null;
  } catch (error) {
    throw new OperateError('unsupported', `The entry of ${name} in the registry is not valid JSON. Deploy the pipeline again, which writes the parameter ${REGISTRY_PATH}/${name}.`, { cause: error });
  }
  if (entry?.version !== REGISTRY_VERSION) {
    throw new OperateError('unsupported', `The entry of ${name} in the registry has the version ${String(entry?.version)} (library ${String(entry?.library)}), and this tool reads `
      + `version ${REGISTRY_VERSION}. Use the version of the tool that the pipeline was made with: npx sales-data-pipeline@${String(entry?.library ?? 'latest')}`);
  }
  return entry as RegistryEntry;
}
