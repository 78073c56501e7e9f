import type { Operation } from '../../shared/operation';
import { get } from './get';
import { getMany } from './getMany';
import { record } from './record';
import { trend } from './trend';

/** What the node can do; the first is its default. */
export const operations: readonly Operation[] = [getMany, get, record, trend];
