/** The API dialects this package speaks. `v4` is DrChrono's published API, `guide` an integration guide's. */
export const DIALECTS = {
	v4: 'DrChrono API v4',
	guide: 'Integration Guide API',
} as const;

export type DialectName = keyof typeof DIALECTS;
