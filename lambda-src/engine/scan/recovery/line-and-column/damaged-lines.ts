import type { Carried, Carrier } from '../../carrier';
import { Damage } from '../damage-rules';

/** The damage that the scan is in. */
export class DamagedLines implements Carried {
  public kind = Damage.NONE;
  /** Damage has been seen up to here. Before it, a text or element has to be complete on its line. */
  public until = 0;

  public carry(carrier: Carrier): void {
    this.kind = carrier.choice(this.kind, Damage.COMMAS);
    this.until = carrier.offset + carrier.number(Math.max(0, this.until - carrier.offset));
  }

  public start(kind: Damage, seen: number): void {
    this.kind = kind;
    this.until = Math.max(this.until, seen);
  }

  /** Only `until` matters after the damage. */
  public end(): void {
    this.kind = Damage.NONE;
  }
}
