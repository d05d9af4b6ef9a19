import type { Carried, Carrier } from '../carrier';

/** How reading continues behind a damaged stretch. */
export const enum Resume {
  /** Where is not known yet: look again from there. */
  LOOK_AGAIN,
  TEXT,
  ELEMENT,
  /** The value of a member whose name is damaged. */
  MEMBER_VALUE,
}

/** In bytes that have been looked at: so many are paid by each byte that the scan passes. */
const PAID = 16;
/** In bytes: so many may be looked at before they are paid. Then looks are short, so that no file takes time without end. */
const CREDIT = 8 * 1024 * 1024;

/** What a look ahead has decided about the bytes that it saw. */
export class Plan implements Carried {
  /** Values that start before this offset are what they seem to be. */
  public trustedUntil = 0;
  /** Damage starts here, unless it is behind; */
  public damageAt = 0;
  /** and ends here. */
  public resumeAt = 0;
  public resumeAs = Resume.LOOK_AGAIN;

  /** How many bytes have been looked at and were not paid where the last look started. */
  private debt = 0;
  private debtAt = 0;

  /** A look from here on has to be short. */
  public mustHurry(at: number): boolean {
    return this.owed(at) > CREDIT;
  }

  /** A look at so many bytes has started here. The debt has a limit, so that it is paid soon behind what has caused it. */
  public look(at: number, length: number): void {
    this.debt = Math.min(this.owed(at) + length, 2 * CREDIT);
    this.debtAt = Math.max(this.debtAt, at);
  }

  private owed(at: number): number {
    return Math.max(0, this.debt - PAID * Math.max(0, at - this.debtAt));
  }

  public carry(carrier: Carrier): void {
    const distance = (offset: number): number => carrier.offset + carrier.number(Math.max(0, offset - carrier.offset));
    this.trustedUntil = distance(this.trustedUntil);
    this.damageAt = distance(this.damageAt);
    this.resumeAt = distance(this.resumeAt);
    this.resumeAs = carrier.choice(this.resumeAs, Resume.MEMBER_VALUE);
    this.debt = carrier.number(this.owed(carrier.offset));
    this.debtAt = distance(this.debtAt);
  }
}
