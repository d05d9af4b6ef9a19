import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDraft } from './use-draft';
import { useVerdict } from './use-verdict';
import { VerdictLine } from './verdict-line';
import type { LetterDetail } from '../../server/api';
import { Editor } from '../editor/editor';
import type { EditorHandle } from '../editor/editor';
import { useSchema } from '../editor/use-schema';
import { plural } from '../format';
import { ask } from '../server';
import { useKeys } from '../shell/keys';
import { useNotify } from '../shell/notices';
import { WhyDialog } from '../shell/why-dialog';

interface CorrectProps {
  readonly detail: LetterDetail;
  readonly frozen: string | null;
  readonly onDetail: (detail: LetterDetail) => void;
  readonly onChange: () => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

const NO_ERRORS: LetterDetail['errors'] = [];

/** The record's text, to be read and corrected, and what can be done with it. */
export function Correct({ detail, frozen, onDetail, onChange, onBack, onNext }: CorrectProps): JSX.Element {
  const { letter } = detail;
  const editor = useRef<EditorHandle>(null);
  const [text, setText] = useState(detail.draft ?? detail.text ?? '');
  const [asking, setAsking] = useState<'send' | 'discard' | null>(null);
  const notify = useNotify();
  const schema = useSchema();
  const edited = text !== detail.text;
  const verdict = useVerdict(letter, text, detail.canSend && edited);
  const saved = useDraft((draft) => ask('draft', { letter, text: draft }), edited ? text : null, detail.draft, detail.canSend);
  const accepted = verdict.state === 'known' && verdict.verdict.verdict === 'accepted';

  const replace = (next: string): void => {
    setText(next);
    editor.current?.replace(next);
  };
  // A record that was revealed or sent comes with another text.
  const shown = useRef(detail.text);
  useEffect(() => {
    if (shown.current === detail.text) return;
    shown.current = detail.text;
    if (detail.draft === null) replace(detail.text ?? '');
  }, [detail.text]);

  const failed = (error: Error): void => notify({ text: error.message, bad: true });
  const leave = (): void => document.querySelector<HTMLElement>('[role=listbox]')?.focus();
  useKeys({ e: () => editor.current?.focus(), d: () => canDiscard && setAsking('discard') });
  const canDiscard = detail.status === null;

  const send = (why: string): void => void ask('send', { frozen, letter, text, why }).then(({ sent, notSent }) => {
    notify(sent === 1 ? { text: 'Sent. It is on its way through the pipeline.' } : { text: notSent[0]?.message ?? 'Not sent', bad: true });
    onChange();
    if (sent === 1) { leave(); onNext(); }
  }, failed);
  const restore = (): void => void ask('restore', { letters: [letter], why: 'undone' }).then(() => { notify({ text: 'Back in the queue' }); onChange(); }, failed);
  const discard = (why: string): void => void ask('discard', { frozen: null, letters: [letter], why }).then(({ discarded, problems }) => {
    if (discarded.length === 1) notify({ text: 'Discarded', action: { label: 'Undo', run: restore } });
    else notify({ text: problems[0] ?? 'Not discarded', bad: true });
    onChange();
    onNext();
  }, failed);
  const reveal = (): void => void ask('reveal', { letter, text: edited ? text : null }).then((answer) => {
    const next = answer.text ?? answer.letter.draft;
    if (next !== null) replace(next);
    onDetail(answer.letter);
    onChange();
  }, failed);
  const revert = (): void => {
    replace(detail.text ?? '');
    editor.current?.focus();
  };

  return (
    <section class="correct" aria-label="Record">
      {detail.text === null ? <p class="absent">{detail.absent}</p> : (
        <Editor handle={editor} initial={text} readOnly={!detail.canSend} schema={schema} label="Text of the record"
          errors={!edited ? detail.errors : verdict.state === 'known' ? verdict.verdict.errors : NO_ERRORS}
          onChange={setText} onSubmit={() => accepted && setAsking('send')} onLeave={() => { leave(); if (!document.querySelector('[role=listbox]')) onBack(); }} />
      )}
      <VerdictLine verdict={verdict} edited={edited} saved={saved} canSend={detail.canSend} />
      <div class="toolbar">
        {detail.canSend && <button type="button" class="primary" disabled={!accepted} onClick={() => setAsking('send')}>Send this record</button>}
        {detail.canSend && edited && <button type="button" onClick={revert}>Undo all edits</button>}
        {!detail.revealed && <button type="button" onClick={reveal}>Reveal {detail.text === null ? 'the text' : detail.hidden === 0 ? 'the surroundings' : plural(detail.hidden, 'hidden value')}</button>}
        {canDiscard && <button type="button" onClick={() => setAsking('discard')}>Discard…</button>}
        {detail.status === 'discarded' && <button type="button" onClick={restore}>Put back into the queue</button>}
      </div>
      {!detail.revealed && <p class="hint">Revealing is noted in the trail. Hidden values can stay as they are: they are sent unchanged.</p>}
      {detail.draftHidden && <p class="hint">A draft is kept, but hidden, because it is not valid JSON: reveal the record to go on with it.</p>}
      {asking === 'send' && <WhyDialog title="Send this record?" label="Send" onClose={() => setAsking(null)} onSubmit={send}><p>It goes through the pipeline as a file of its own. The dead letter leaves the queue once its record is in the table.</p></WhyDialog>}
      {asking === 'discard' && <WhyDialog title="Discard this dead letter?" label="Discard" required onClose={() => setAsking(null)} onSubmit={discard}><p>It leaves the queue, and its record will not be stored. It can be undone while the history keeps it.</p></WhyDialog>}
    </section>
  );
}
