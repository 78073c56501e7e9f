/**
 * The guide dialect's contract: an integration guide of January 2026 that names other endpoints, fields
 * and limits than v4. `settled` marks what the guide leaves open and this project has settled, so that a
 * client and a server that share no code agree; the rest are the guide's own statements.
 */
export { operations } from './guide/endpoints.mts';
export {
	categories,
	KEY_REQUESTS_PER_MINUTE,
	TOKEN_SECONDS,
	VERSION_HEADER,
	type Category,
	type CategoryName,
} from './guide/limits.mts';
export { appointmentStatuses, claimStatuses, schemas } from './guide/records.mts';
