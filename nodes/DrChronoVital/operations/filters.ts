import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { DateRange } from '../../../drchrono/client/ranges';
import { confine, isWithin } from '../../../drchrono/privacy/confine';
import type { ListRequest } from '../../../drchrono/dialects/dialect';
import type { VitalQuery } from '../../../drchrono/records/vital';
import { daysOf, dayRangeProperties, isRelative, type DayChoice } from '../../shared/dayRange';
import { daysFor } from '../../shared/dayTerms';
import { alphabetical } from '../../shared/fields';
import { officeLocator, patientLocator, providerLocator } from '../../shared/locators';
import { idOf, type Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { whoseOf } from '../../shared/whose';

/** Whose vitals are wanted, and of which days. */
export const WHICH: INodeProperties[] = [
	patientLocator('Only those of this patient; without one, of all'),
	...dayRangeProperties({
		what: 'Days of the visits',
		usual: 'last30Days',
		anyDay: 'Whatever its day, for all visits of a patient',
	}),
];

export const FILTERS: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: alphabetical([
		officeLocator('Only vitals of visits in this office (DrChrono API v4)'),
		providerLocator('Only vitals of visits with this provider (DrChrono API v4)'),
	]),
};

/** The panel's filters, as far as the credential allows; days come on top. */
export function queryOf(
	session: Session,
	parameters: Parameters,
): Outcome<VitalQuery & { providers: string[] }> {
	const { connection } = session;
	const whose = whoseOf(session, parameters);
	if (!whose.ok) return whose;
	const office = idOf(parameters.collection('filters').office, 'Office');
	if (!office.ok) return office;
	const forbidden = confine(connection, { office: office.value });
	if (forbidden) return failed(forbidden);
	return success({
		...whose.value,
		offices: office.value === undefined ? [...connection.onlyOffices] : [office.value],
	});
}

/**
 * The list of a choice of days. What the dialect lacks is told before a call is spent on knowing what
 * day it is.
 *
 * @param begun what a continuation token carries
 */
export async function listFor(
	session: Session,
	query: VitalQuery & { providers: string[] },
	choice: DayChoice,
	begun?: { days?: DateRange },
): Promise<Outcome<ListRequest & Pick<VitalQuery, 'days'>>> {
	const days = isRelative(choice) ? SOME_DAY : daysOf(choice, '');
	const possible = listWithin(session, { ...query, days });
	if (!possible.ok) return possible;
	const wanted = await daysFor(session, choice, query.providers, begun);
	if (!wanted.ok) return wanted;
	const list = listWithin(session, { ...query, days: wanted.value.days });
	if (!list.ok) return list;
	const hints = [...wanted.value.hints, ...list.value.hints];
	return success({ ...list.value, hints, days: wanted.value.days });
}

/** Stands for days that are not known yet. */
const SOME_DAY: DateRange = { from: '2000-01-01', to: '2000-01-01' };

/** The list that a query asks for, without what the credential may not see. */
function listWithin({ connection, dialect }: Session, query: VitalQuery): Outcome<ListRequest> {
	const { ownerOf } = dialect.vitals;
	const list = dialect.vitals.list(query);
	if (!list.ok) return list;
	const { keep = () => true } = list.value;
	const within: ListRequest['keep'] = (record) => isWithin(connection, ownerOf(record));
	return success({ ...list.value, keep: (record) => within(record) && keep(record) });
}
