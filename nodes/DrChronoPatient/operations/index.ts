import type { Operation } from '../../shared/operation';
import { create } from './create';
import { getMany } from './getMany';
import { getPhoto } from './getPhoto';
import { setPhoto } from './setPhoto';

/** Operations of the node; the first is its default. */
export const operations: readonly Operation[] = [getMany, create, getPhoto, setPhoto];
