import { MAX_DEPTH } from '../../../../src/private/contract/limits';
import type { Survey } from '../../bytes/survey';
import { Rejection } from '../rejection';

/** Rejects a record for its structure, before any code that recurses sees it. */
export function inspect(survey: Survey): Rejection | null {
  if (survey.containers <= MAX_DEPTH || survey.depth <= MAX_DEPTH) return null;
  return Rejection.ofRecord('TOO_DEEP', 'depth', `is nested ${survey.depth} levels deep; DynamoDB holds ${MAX_DEPTH}, the record included`);
}
