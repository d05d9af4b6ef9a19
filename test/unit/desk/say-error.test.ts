import { AskError } from '../../../cli/desk/server/ask-error';
import { sayError } from '../../../cli/desk/server/say-error';

const awsError = (name: string, message: string): Error => Object.assign(new Error(message), { name });

test.each([
  ['credentials that have expired', awsError('ExpiredTokenException', 'The security token is expired'), /^The AWS credentials have expired \(The security token is expired\)\. Get new ones/],
  ['a table that is gone', awsError('ResourceNotFoundException', 'Requested resource not found'), /^ResourceNotFoundException: Requested resource not found$/],
  ['a missing permission, in one line', awsError('AccessDeniedException', 'not authorized to perform: sqs:ReceiveMessage'), /sqs:ReceiveMessage Grant it .* sales\.grantOperate\(role\)$/],
  ['what the desk itself says', new AskError('The queue has no such group any more.'), /^The queue has no such group any more\.$/],
])('%s', (_, error, sentence) => {
  expect(sayError(error)).toMatch(sentence);
});
