export type { About } from './about';
export { classify } from './classify';
export type { FieldLabel } from './complaints';
export { failureOf } from './wording';
