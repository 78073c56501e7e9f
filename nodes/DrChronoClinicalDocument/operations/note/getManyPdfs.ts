import type { IDataObject } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { DateRange } from '../../../../drchrono/client/ranges';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import { isWithin } from '../../../../drchrono/privacy/confine';
import { OUTPUT_BINARY_FIELD } from '../../../shared/binary';
import { dayChoiceOf } from '../../../shared/dayRange';
import { daysFor } from '../../../shared/dayTerms';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { readList, termsOf } from '../../../shared/list';
import type { EachOperation, Emitted, OperationContext, Result } from '../../../shared/operation';
import { textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import { outputField } from '../../../shared/recordFile';
import { DAYS } from './days';
import { LOCK_STATE, OFFICE, PATIENT, PROVIDER, queryOf } from './filters';
import { withPdf } from './pdf';

/** Downloads the notes of many visits: fifty visits a call, and the files besides. */
export const getManyPdfs: EachOperation = {
	value: 'getManyPdfs',
	name: 'Get Many PDFs',
	action: 'Get many notes as PDF',
	description: 'Download the clinical notes of many visits as PDF (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [
		PATIENT,
		...DAYS,
		OUTPUT_BINARY_FIELD,
		...RETURN_ALL_AND_LIMIT,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: alphabetical([LOCK_STATE, OFFICE, PROVIDER]),
		},
		optionsCollection([CONTINUE_FROM]),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const visits = session.dialect.notes.visits("'Get Many PDFs' of notes");
		if (!visits.ok) return visits;
		const field = outputField(parameters);
		if (!field.ok) return field;
		const query = queryOf(session, parameters);
		if (!query.ok) return query;
		const choice = dayChoiceOf(parameters);
		if (!choice.ok) return choice;
		const wish = {
			continuationToken: textOf(parameters.collection('options').continueFrom),
			query: { pdfs: query.value, days: choice.value } as unknown as Json,
		};
		const begun = termsOf(context, wish);
		if (!begun.ok) return begun;
		const terms = begun.value as { days?: DateRange } | undefined;
		const found = await daysFor(session, choice.value, query.value.providers, terms);
		if (!found.ok) return found;
		const { days, hints } = found.value;
		if (!days) return failed(noDays());

		const request = visits.value.list({ ...query.value, days });
		const list = await readList(
			context,
			{ ...request, keep: (visit) => isAllowed(context, visit) && (request.keep?.(visit) ?? true) },
			{
				...wish,
				limit: parameters.limit(),
				continueLater: isContinueLater(parameters),
				terms: { days } as unknown as Json,
				emit: (visit) => ({ json: visit as IDataObject }),
			},
		);
		if (!list.ok) return list;
		const items: Emitted[] = [];
		for (const { json } of list.value.items) {
			const whole = await withPdf(context, visits.value, json as JsonObject, field.value);
			if (!whole.ok) return whole;
			items.push(whole.value);
		}
		return success({ ...list.value, items, hints: [...hints, ...(list.value.hints ?? [])] });
	},
};

function isAllowed({ session }: OperationContext, visit: JsonObject): boolean {
	const { appointments } = session.dialect;
	return isWithin(session.connection, {
		provider: appointments.providerOf(visit),
		office: appointments.officeOf(visit),
	});
}

function noDays() {
	return {
		kind: 'invalid-input' as const,
		sentence: "'When' is needed to know which visits are meant",
		advice: 'Choose the days. Nothing was sent.',
		field: 'When',
	};
}
