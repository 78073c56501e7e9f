import { resourceFacts } from '../catalog';
import { listPaging } from '../dialects/v4/wire';
import type { Place } from './place';

/** A word of the API, such as `line_items`; anything else in a path may be an id. */
const WORD = /^[a-z][a-z_]*$/;
const BULK = /_list$/;

/** `/api/resource`, `/api/resource/{id}`, `/api/resource/{id}/action` … */
export function v4Place(segments: readonly string[]): Place | undefined {
	const [api, name, ...rest] = segments;
	if (api !== 'api' || name === undefined || !/^[a-z0-9_]+$/.test(name)) return undefined;
	const path: Record<string, string> = {};
	const parts = rest.map((segment, index) => {
		const isWord = WORD.test(segment) && (index > 0 || segment === 'current');
		if (isWord || segment === '') return segment;
		const placeholder = index === 0 ? 'id' : `id${index + 1}`;
		path[placeholder] = decodeURIComponent(segment);
		return `{${placeholder}}`;
	});
	return {
		route: ['', api, name, ...parts].join('/'),
		path,
		area: resourceFacts[name.replace(BULK, '')]?.area,
		category: 'all',
		preparesList: BULK.test(name) && rest.length === 0,
		paging: listPaging(),
	};
}
