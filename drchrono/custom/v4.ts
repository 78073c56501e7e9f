import { resourceFacts } from '../catalog';
import { listPaging } from '../dialects/v4/wire';
import type { Place } from './place';
import { templateOf, WORD } from './template';

const BULK = /_list$/;

/** `/api/resource`, `/api/resource/{id}`, `/api/resource/{id}/action` … */
export function v4Place(segments: readonly string[]): Place | undefined {
	const [api, name, ...rest] = segments;
	if (api !== 'api' || name === undefined || !/^[a-z0-9_]+$/.test(name)) return undefined;
	const { parts, path } = templateOf(
		rest,
		(segment, index) => WORD.test(segment) && (index > 0 || segment === 'current'),
	);
	return {
		route: ['', api, name, ...parts].join('/'),
		path,
		area: resourceFacts[name.replace(BULK, '')]?.area,
		category: 'all',
		preparesList: BULK.test(name) && rest.length === 0,
		paging: listPaging(),
	};
}
