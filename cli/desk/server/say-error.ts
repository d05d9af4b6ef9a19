import { AskError } from './ask-error';
import { explain } from '../../operate/explain';
import { OperateError } from '../../operate/operate-error';
import { RecipeError } from '../../operate/records/recipe-file';
import { printable } from '../../terminal/printable';

/** An error in one line for the page: what to do about it, where that is known; otherwise with its name, because AWS says little without. */
export function sayError(error: unknown): string {
  const known = explain(error);
  const { name, message } = known as Error;
  const forPeople = known instanceof OperateError || known instanceof AskError || known instanceof RecipeError || name === 'Error';
  return printable((forPeople ? message : `${name}: ${message}`).replace(/\s*\n\s*/g, ' '));
}
