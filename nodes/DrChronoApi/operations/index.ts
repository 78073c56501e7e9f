import type { Operation } from '../../shared/operation';
import { checkConnection } from './checkConnection';

/** Operations of the node; the first is its default. */
export const operations: readonly Operation[] = [checkConnection];
