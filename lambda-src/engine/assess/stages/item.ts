import type { Survey } from '../../bytes/survey';
import type { AttributeWords } from '../attribute-words';
import type { Attributes } from '../dynamodb-item';
import { ItemMaker } from '../dynamodb-item';
import type { Rejection } from '../rejection';
import type { RecordText } from './decode';
import type { KeyedRecord, TableKey } from './key';
import { slowPath } from './slow-path';

/** Turns records into attributes: on the fast path, or on the slow path where the fast one can't. */
export class ItemStage {
  private readonly maker: ItemMaker;

  constructor(private readonly survey: Survey, private readonly tableKey: TableKey, private readonly words: AttributeWords) {
    this.maker = new ItemMaker(survey, words);
  }

  /** The attributes of a record whose bytes the survey has just looked at. Uses the record up. */
  public itemOf({ record, places }: KeyedRecord, { json, latin1 }: RecordText): Attributes | Rejection {
    const item = this.maker.convert(record, latin1);
    // With fewer members than the text has, JSON.parse has dropped one whose name was taken.
    if (item !== null && this.maker.members === this.survey.members) return item;
    return slowPath(json, places, this.tableKey, this.words);
  }
}
