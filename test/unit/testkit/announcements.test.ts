import { parseAnnouncement, processed } from '../../../testkit/pipeline/announcements';

const announced = (type: string, detail: object) => JSON.stringify({ 'detail-type': type, detail });

test('an announcement is one of the two events of a pipeline', () => {
  expect(parseAnnouncement(announced('Sales File Processed', { key: 'a.json', records: 2 }))).toMatchObject({ detail: { key: 'a.json', records: 2 } });
  expect(parseAnnouncement(announced('Sales File Failed', { key: 'a.json', reason: 'X' }))).toMatchObject({ detail: { reason: 'X' } });
  expect(parseAnnouncement(announced('Other', {}))).toBeUndefined();
});

test('a file that failed has no counts', () => {
  const failed = parseAnnouncement(announced('Sales File Failed', { key: 'a.json', reason: 'FILE_UNREADABLE', message: 'it is empty' }))!;
  expect(() => processed(failed)).toThrow('a.json was announced as failed (FILE_UNREADABLE: it is empty)');
});
