import { NOWHERE } from './line';
import { CLOSE_ARRAY, COMMA, OPEN_ARRAY } from '../../../bytes/json-bytes';
import type { Carried, Carrier } from '../../carrier';
import { Damage } from '../damage-rules';

/** After the line on which the damage starts, open arrays are not counted. */
const UNKNOWN = -1;

/** The damage that the scan is in. */
export class DamagedLines implements Carried {
  public kind = Damage.LOST;
  /** Damage has been seen up to here. Before it, a text or element has to be complete on its line. */
  public until = 0;
  /** The last byte that is not white space was a comma. */
  public afterComma = false;
  /** Column of that comma where it leads its line; NOWHERE otherwise. */
  public leadColumn = NOWHERE;
  /** Arrays that are open on the line where the damage starts, including brackets in strings. */
  private openArrays = UNKNOWN;

  public carry(carrier: Carrier): void {
    this.kind = carrier.choice(this.kind, Damage.COMMAS);
    this.until = carrier.offset + carrier.number(Math.max(0, this.until - carrier.offset));
    this.afterComma = carrier.flag(this.afterComma);
    this.leadColumn = carrier.number(this.leadColumn, NOWHERE);
    this.openArrays = carrier.number(this.openArrays, UNKNOWN);
  }

  /** This is the line on which the damage starts, or the next one, and all arrays that opened on the first line have closed. */
  public get noArrayOpen(): boolean {
    return this.openArrays === 0;
  }

  public start(kind: Damage, seen: number): void {
    this.kind = kind;
    this.until = Math.max(this.until, seen);
    this.afterComma = false;
    this.leadColumn = NOWHERE;
    this.openArrays = 0;
  }

  /** A byte that is damaged and not white space. `headColumn`: NOWHERE when it does not start its line. */
  public pass(byte: number, headColumn: number): void {
    if (headColumn !== NOWHERE) this.openArrays = UNKNOWN;
    else if (byte === OPEN_ARRAY && this.openArrays >= 0) this.openArrays++;
    else if (byte === CLOSE_ARRAY && this.openArrays > 0) this.openArrays--;
    this.afterComma = byte === COMMA;
    this.leadColumn = this.afterComma ? headColumn : NOWHERE;
  }

  /** Only `until` matters after the damage. */
  public end(): void {
    this.kind = Damage.LOST;
    this.afterComma = false;
    this.leadColumn = NOWHERE;
    this.openArrays = UNKNOWN;
  }
}
