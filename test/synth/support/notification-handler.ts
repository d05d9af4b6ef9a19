import { spawnSync } from 'node:child_process';
import type { Template } from 'aws-cdk-lib/assertions';
import { only, resources } from './cloudformation';
import type { Resource } from '../../../testkit/cloudformation/template';

/** The notification configuration of a bucket, as S3 has it. */
export type Notifications = { readonly [type: string]: unknown };

/** CloudFormation's work on the custom resource of a bucket's notifications. */
export type RequestType = 'Create' | 'Update' | 'Delete';

/** The handler with S3 and CloudFormation replaced. Reads the configuration and an event, writes what S3 then has. */
const HARNESS = `
import io, json, sys, types, urllib.request

code, configuration, event = json.load(sys.stdin)

class S3:
    def get_bucket_notification_configuration(self, Bucket):
        return json.loads(json.dumps(configuration))
    def put_bucket_notification_configuration(self, Bucket, NotificationConfiguration, SkipDestinationValidation):
        global configuration
        configuration = NotificationConfiguration

class Answer:
    reason = 'OK'
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def read(self): return b''

def answer(request):
    global status
    status = json.loads(request.data)['Status']
    return Answer()

sys.modules['boto3'] = types.SimpleNamespace(client=lambda name: S3())
urllib.request.urlopen = answer
out, sys.stdout = sys.stdout, io.StringIO()
names = {'__name__': 'index'}
exec(code, names)
names['handler'](event, types.SimpleNamespace(log_stream_name='log'))
assert status == 'SUCCESS', status
json.dump({kind: value for kind, value in configuration.items() if value != []}, out)
`;

/** What is in S3 after CloudFormation has worked on the custom resource of a template. Runs the handler that the CDK has put into the template. */
export function afterHandler(template: Template, requestType: RequestType, before: Notifications, old?: Resource): Notifications {
  const handler = Object.values(resources(template, 'AWS::Lambda::Function')).find(({ Properties }) => /S3BucketNotifications/.test(Properties.Description))!;
  const properties = only(template, 'Custom::S3BucketNotifications').Properties;
  const event = {
    RequestType: requestType,
    ResourceProperties: asCloudFormationSends(properties),
    OldResourceProperties: old && asCloudFormationSends(old.Properties),
    StackId: 'arn:stack',
    RequestId: 'request',
    LogicalResourceId: 'Notifications',
    ResponseURL: 'https://answer.example',
  };
  const { status, stdout, stderr } = spawnSync(process.env.PYTHON ?? 'python3', ['-c', HARNESS], {
    input: JSON.stringify([handler.Properties.Code.ZipFile, before, event]), encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** CloudFormation makes strings of flags. */
const asCloudFormationSends = (properties: Resource['Properties']) =>
  JSON.parse(JSON.stringify(properties, (_, value) => typeof value === 'boolean' ? String(value) : value));
