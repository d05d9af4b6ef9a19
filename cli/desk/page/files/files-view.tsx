import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Calls, FileRow } from '../../server/api';
import { bytes, clock, count, duration, plural } from '../format';
import { ask } from '../server';
import { Heading } from '../shell/heading';
import { useLive } from '../shell/live';

const DAYS = [1, 7, 30] as const;
const STATES = [['', 'all'], ['processing', 'being processed'], ['processed', 'processed'], ['failed', 'failed']] as const;

/** Files with what became of them, live. */
export function FilesView(): JSX.Element {
  const { files: live, overview } = useLive();
  const [days, setDays] = useState<number>(1);
  const [status, setStatus] = useState<string>('');
  const [answer, setAnswer] = useState<Calls['files']['answer'] | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    ask('files', { days, status: (status || null) as FileRow['status'] | null }, abort.signal).then(setAnswer, () => undefined);
    return () => abort.abort();
  }, [days, status, live]);

  if (overview && !overview.pipeline.history) {
    return <div class="page"><Heading title="Files" /><p>This pipeline keeps no history, so it cannot say what became of files. Deploy it with <code>history</code>.</p></div>;
  }
  return (
    <div class="page">
      <Heading title="Files" />
      <div class="filters">
        <label>Uploaded in the last <Choice value={String(days)} choices={DAYS.map((n) => [String(n), plural(n, 'day')])} onChange={(value) => setDays(Number(value))} /></label>
        <label>State <Choice value={status} choices={STATES} onChange={setStatus} /></label>
        <span class="muted" role="status">{answer && (answer.more ? `the newest ${count(answer.files.length)}` : plural(answer.files.length, 'file'))}</span>
      </div>
      {answer && answer.stuck.length > 0 && (
        <p class="remark bad">
          {plural(answer.stuck.length, 'file')} begun more than an hour ago and not done: {answer.stuck.slice(0, 3).map((key) => <code key={key}>{key} </code>)}
          <code>sales-data-pipeline redrive</code> goes on with them.
        </p>
      )}
      {answer && (answer.files.length === 0 ? <p class="muted">No file in this time.</p> : <Table files={answer.files} />)}
    </div>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ value, choices, onChange }: ChoiceProps): JSX.Element {
  return (
    <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {choices.map(([choice, label]) => <option key={choice} value={choice}>{label}</option>)}
    </select>
  );
}

function Table({ files }: { readonly files: readonly FileRow[] }): JSX.Element {
  return (
    <div class="table-scroll" role="region" aria-label="Files" tabIndex={0}>
      <table>
        <thead>
          <tr><th scope="col">File</th><th scope="col">State</th><th scope="col" class="n">Records</th><th scope="col" class="n">Stored</th><th scope="col" class="n">Repeated</th><th scope="col" class="n">Superseded</th><th scope="col" class="n">Rejected</th><th scope="col" class="n">Uploaded</th><th scope="col" class="n">Took</th></tr>
        </thead>
        <tbody>{files.map((file) => <Row key={`${file.key} ${file.uploaded}`} file={file} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ file }: { readonly file: FileRow }): JSX.Element {
  return (
    <tr>
      <th scope="row"><bdi class="file-name">{file.key}</bdi><span class="muted">{bytes(file.bytes)}{file.correction && ' · corrections'}</span>{file.message !== null && <span class="file-message bad-text">{file.message}</span>}</th>
      <td><span class={`state ${file.status}`}>{file.status}</span></td>
      {[file.records, file.stored, file.repeated, file.superseded].map((n, i) => <td key={i} class={n ? 'n' : 'n none'}>{n === null ? '' : count(n)}</td>)}
      <td class={file.rejected ? 'n bad-text' : 'n none'}>{file.rejected === null ? '' : count(file.rejected)}</td>
      <td class="n">{clock(file.uploaded)}</td>
      <td class="n">{file.durationMs === null ? '' : duration(file.durationMs)}</td>
    </tr>
  );
}
