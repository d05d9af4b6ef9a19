import type { DraftState } from './use-draft';

export const DRAFTS: { readonly [state in DraftState]: string } = { none: '', saving: 'saving the draft…', saved: 'draft saved', failed: 'the draft could not be saved' };
