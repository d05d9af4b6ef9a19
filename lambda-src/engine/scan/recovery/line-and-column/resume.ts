import type { Evidence } from './evidence';
import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, startsContainerOrString, startsText } from '../../../bytes/json-bytes';
import { Damage, Next } from '../damage-rules';
import { Plan, Resume } from '../plan';

const AFTER = {
  [Resume.LOOK_AGAIN]: Next.SEARCH, [Resume.TEXT]: Next.TEXT, [Resume.ELEMENT]: Next.ELEMENT, [Resume.MEMBER_VALUE]: Next.MEMBER_VALUE,
};

/** How reading continues at this byte; SKIP if it does not. */
export function resume(evidence: Evidence, plan: Readonly<Plan>, byte: number, inStretch: boolean): Next {
  const { array, damage, headColumn, text, window } = evidence;
  switch (damage.kind) {
    case Damage.COMMAS:
      return byte === COMMA ? Next.SKIP : Next.AFTER_COMMA;
    case Damage.WORDS:
      if (array.inside) {
        if (inStretch && (byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT)) return Next.AFTER_ELEMENT;
      } else if (inStretch && text.reaches(headColumn) && startsText(byte)) {
        return Next.TEXT;
      }
      if (!startsContainerOrString(byte)) return Next.SKIP;
      damage.kind = Damage.AFTER_WORDS;
      return Next.SEARCH;
    default:
      if (window.at < plan.resumeAt) return Next.SKIP;
      return AFTER[plan.resumeAs];
  }
}
