import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import type { JSX, RefObject } from 'preact';
import { useEffect, useImperativeHandle, useRef } from 'preact/hooks';
import { completeFrom } from './completion';
import { placeOf } from './places';
import type { Schema } from './schema';
import { THEME } from './theme';
import type { LetterDetail } from '../../server/api';

export interface EditorHandle {
  focus(): void;
  /** Puts another text in its place, which can be undone. */
  replace(text: string): void;
}

interface EditorProps {
  readonly handle: RefObject<EditorHandle | null>;
  /** What it begins with. From then on, the editor has the text. */
  readonly initial: string;
  readonly readOnly: boolean;
  readonly schema: Schema | null;
  readonly label: string;
  readonly errors: LetterDetail['errors'];
  readonly onChange: (text: string) => void;
  /** Ctrl Enter. */
  readonly onSubmit: () => void;
  /** Esc. */
  readonly onLeave: () => void;
}

/** More marks than these say nothing more. */
const MAX_MARKS = 50;

/** Text of a record with its errors marked. Line breaks stay as they are: the text is sent to the byte. */
export function Editor(props: EditorProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const now = useRef(props);
  now.current = props;
  const mode = useRef(new Compartment());

  useEffect(() => {
    const { initial, readOnly, label } = now.current;
    view.current = new EditorView({
      parent: place.current!,
      state: EditorState.create({ doc: initial, extensions: [mode.current.of(modeOf(readOnly, label)), extensions(now)] }),
    });
    return () => view.current!.destroy();
  }, []);

  useEffect(() => {
    view.current!.dispatch({ effects: mode.current.reconfigure(modeOf(props.readOnly, props.label)) });
  }, [props.readOnly, props.label]);

  useEffect(() => {
    const { state } = view.current!;
    const diagnostics = props.errors.slice(0, MAX_MARKS).map(({ pointer, message }) => ({ ...placeOf(state, pointer), severity: 'error' as const, message }));
    view.current!.dispatch(setDiagnostics(state, diagnostics));
  }, [props.errors]);

  useImperativeHandle(props.handle, () => ({
    focus: () => view.current!.focus(),
    replace: (text) => {
      const { state } = view.current!;
      view.current!.dispatch({ changes: { from: 0, to: state.doc.length, insert: state.toText(text) } });
    },
  }), []);
  return <div ref={place} class={props.readOnly ? 'editor read-only' : 'editor'} />;
}

function modeOf(readOnly: boolean, label: string): Extension {
  return [EditorState.readOnly.of(readOnly), EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': String(readOnly) })];
}

function extensions(now: RefObject<EditorProps>): Extension {
  return [
    EditorView.cspNonce.of(document.querySelector<HTMLLinkElement>('link[nonce]')?.nonce ?? ''),
    // Carriage returns are text like any other: only then does the text keep them.
    EditorState.lineSeparator.of('\n'),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    json(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [completeFrom(() => now.current!.schema)], icons: false }),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(false),
    EditorView.updateListener.of((update) => update.docChanged && now.current!.onChange(update.state.sliceDoc())),
    THEME,
    keymap.of([
      ...completionKeymap,
      { key: 'Mod-Enter', run: () => { now.current!.onSubmit(); return true; } },
      { key: 'Escape', run: () => { now.current!.onLeave(); return true; } },
      ...closeBracketsKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap,
    ]),
  ];
}
