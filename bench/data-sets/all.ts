import { basename } from 'node:path';
import type { DataSet } from './data-set';
import { elasticEcommerce } from './elastic-ecommerce';
import { foodmart } from './foodmart';
import { onlineRetail } from './online-retail';
import { otherFile } from './other-file';
import { synthetic } from './synthetic';

/** Data sets are made one by one, so that only one is in memory. */
export type MakeDataSet = () => DataSet;

export const builtInDataSets = (syntheticSize: number): MakeDataSet[] => [onlineRetail, elasticEcommerce, () => synthetic(syntheticSize)];

export const dataSetOf = (path: string, key: string[]): MakeDataSet => () => basename(path).includes('foodmart') ? foodmart(path) : otherFile(path, key);
