/** Said after every write: what another system says about a patient is not yet true. */
export const REVIEW =
	'Clinical data was written. What comes from another system has to be reviewed by a clinician before anybody relies on it.';
