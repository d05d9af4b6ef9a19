import { NOTHING } from './view';

/** The first thing that is broken, and what is next to it. */
export class Trouble {
  public at = NOTHING;
  /** The first byte that can't stand where it stands. It is behind the trouble if that began before. */
  public shownAt = NOTHING;
  /** It stands between values, not inside one. */
  public between = false;
  /** The array around the values had ended before it. */
  public behindArray = false;
  /** Words stand between the last object and the trouble, or in place of the last value. */
  public wordsBetween = false;
  /** It is a bracket or colon directly behind a comma. */
  public behindSeparator = false;

  /** Whether anything is broken so far. */
  public get met(): boolean {
    return this.at !== NOTHING;
  }
}
