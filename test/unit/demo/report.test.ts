import { aFile, aDeadLetterBody, aResult } from './results';
import { shownCounts } from '../../../tools/demo/file-result';
import { report } from '../../../tools/demo/report/report';

const HOSTILE = '</pre><script>alert("1")</script><img src=x onerror=\'alert(1)\'>&amp;';

test('text of a record does not become markup', () => {
  const page = report(aResult({
    files: [aFile({ file: HOSTILE, failure: { reason: HOSTILE, message: HOSTILE } })],
    item: HOSTILE,
    discrepancies: [HOSTILE],
  }, [aDeadLetterBody({
    reason: HOSTILE,
    record: HOSTILE,
    errors: [{ pointer: HOSTILE, keyword: 'x', message: HOSTILE }],
    source: { key: HOSTILE, recordIndex: 0, byteOffset: 0, byteLength: 1 },
  })]));

  expect(page).not.toMatch(/<script|<img/);
  expect(page).toContain('&lt;/pre&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;');
});

test('the page loads nothing', () => {
  const page = report(aResult());
  expect(page).not.toMatch(/\b(src|href)=|url\((?!#)|@import|https?:/);
  expect(page).toContain("default-src 'none'");
});

test('the table has columns for replaced, repeated and superseded records only if there are some', () => {
  expect(shownCounts([aFile()])).toEqual(['records', 'accepted', 'rejected', 'conflicts']);
  const files = [aFile({ records: 7, accepted: 4, replaced: 3, superseded: 2 }), aFile()];
  expect(shownCounts(files)).toEqual(['records', 'accepted', 'replaced', 'superseded', 'rejected', 'conflicts']);
  const page = report(aResult({ files }));
  expect(page).toContain('<th scope="col">Accepted</th><th scope="col">Replaced</th><th scope="col">Superseded</th><th scope="col">Rejected</th>');
  expect(page).toContain('<td data-label="Accepted">4</td><td data-label="Replaced">3</td><td data-label="Superseded">2</td><td data-label="Rejected">1</td>');
});

test('the picture shows the counts', () => {
  const page = report(aResult({ fanOut: { executions: 1, children: 12 } }));
  for (const count of ['1 file', '2 records', '1 item', '1 dead letter', '12 children']) expect(page).toContain(`>${count}</text>`);
});

test('a fan-out that was not needed is shown as unused', () => {
  expect(report(aResult())).toContain('class="box unused"');
});

test('the report tells whether the counts add up', () => {
  expect(report(aResult())).toContain('The counts add up');
  expect(report(aResult({ discrepancies: ['1 missing'] }))).toContain('<li>1 missing</li>');
});

test('the report shows the first 200 dead letters, and the start of a long record', () => {
  const bodies = Array.from({ length: 201 }, () => aDeadLetterBody({ record: `"${'x'.repeat(70_000)}"` }));
  const page = report(aResult({}, bodies));
  expect(page).toContain('the first 200 of 201');
  expect(page).toContain('70,002 characters in all');
  expect(page.length).toBeLessThan(1_000_000);
});
