import type { Operation } from '../../shared/operation';
import { create } from './create';
import { getMany } from './getMany';

/** Operations of the node; the first is its default. */
export const operations: readonly Operation[] = [getMany, create];
