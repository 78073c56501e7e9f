import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root: the package under test. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Home of everything that the demo installs, all of it ignored by git. */
export const demo = path.join(root, 'demo');
export const modules = path.join(demo, 'node_modules');
export const cache = path.join(demo, '.cache');
