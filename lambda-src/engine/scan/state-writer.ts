import type { Carried, Carrier } from './carrier';

/** Writes states as text. The text is short, because each of up to 500 batches holds one. */
export class StateWriter implements Carrier {
  public offset = 0;
  private text = '';
  /** The fields as they were written last. Choices are negative, to tell them from numbers. */
  private readonly fields: number[] = [];
  private count = 0;
  private changed = true;

  /** The state as text for a boundary at `offset`. Written anew only when it has changed: most boundaries of a file are alike. */
  public write(state: Carried, offset: number): string {
    this.offset = offset;
    this.count = 0;
    state.carry(this);
    if (this.changed || this.count !== this.fields.length) {
      this.fields.length = this.count;
      this.text = this.fields.map(fieldText).join('');
      this.changed = false;
    }
    return this.text;
  }

  public flag(value: boolean): boolean {
    this.choice(value ? 1 : 0);
    return value;
  }

  public choice<T extends number>(value: T): T {
    this.put(-1 - value);
    return value;
  }

  public number(value: number, least = 0): number {
    this.put(value - least);
    return value;
  }

  public numbers(values: number[]): number[] {
    this.choice(values.length);
    for (const value of values) this.number(value);
    return values;
  }

  private put(field: number): void {
    const k = this.count++;
    if (this.fields[k] === field) return;
    this.fields[k] = field;
    this.changed = true;
  }
}

function fieldText(field: number): string {
  if (field < 0) return (-1 - field).toString(36);
  return field === 0 ? '.' : `${field.toString(36)}.`;
}
