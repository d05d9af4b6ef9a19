import type { Carried, Carrier } from '../carrier';

/** How reading continues behind a damaged stretch. */
export const enum Resume {
  /** Where is not known yet: look again from there. */
  LOOK_AGAIN,
  TEXT,
  ELEMENT,
}

/** What a look ahead has decided about the bytes that it saw. */
export class Plan implements Carried {
  /** Values that start before this offset are what they seem to be. */
  public trustedUntil = 0;
  /** Damage starts here, unless it is behind; */
  public damageAt = 0;
  /** and ends here. */
  public resumeAt = 0;
  public resumeAs = Resume.LOOK_AGAIN;

  public carry(carrier: Carrier): void {
    const distance = (offset: number): number => carrier.offset + carrier.number(Math.max(0, offset - carrier.offset));
    this.trustedUntil = distance(this.trustedUntil);
    this.damageAt = distance(this.damageAt);
    this.resumeAt = distance(this.resumeAt);
    this.resumeAs = carrier.choice(this.resumeAs, Resume.ELEMENT);
  }
}
