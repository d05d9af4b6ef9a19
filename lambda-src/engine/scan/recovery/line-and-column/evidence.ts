import { DamagedLines } from './damaged-lines';
import { ElementsSeen } from './elements-seen';
import { LastText } from './last-text';
import { Line } from './line';
import type { Carried, Carrier } from '../../carrier';
import type { RecordsArray } from '../../records-array';
import type { Window } from '../../window';

/** Everything that the rules decide by. */
export class Evidence implements Carried {
  public readonly line = new Line();
  public readonly text = new LastText();
  public readonly elements = new ElementsSeen();
  public readonly damage = new DamagedLines();

  constructor(public readonly window: Window, public readonly array: Readonly<RecordsArray>) {}

  public carry(carrier: Carrier): void {
    this.line.carry(carrier);
    this.text.carry(carrier);
    this.elements.carry(carrier);
    this.damage.carry(carrier);
  }

  /** The column of the next byte where it starts its line; NOWHERE otherwise. */
  public get headColumn(): number {
    return this.line.headColumn(this.window.at);
  }
}
