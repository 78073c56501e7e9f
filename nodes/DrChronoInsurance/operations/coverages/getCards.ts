import type { IBinaryKeyData, INodeProperties } from 'n8n-workflow';

import { LARGEST_FILE, type ArrivingFile } from '../../../../drchrono/client/files';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { CardSide } from '../../../../drchrono/dialects/insurance';
import { type Coverage, LEVELS } from '../../../../drchrono/records/coverage';
import { toBinary } from '../../../shared/binary';
import { optionsCollection } from '../../../shared/fields';
import { patientLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { LEVEL_CHOICES } from './fields';
import { CoverageReader } from './reader';

/** Levels whose cards DrChrono keeps. */
const WITH_CARDS = LEVEL_CHOICES.filter(({ value }) =>
	['primary', 'secondary', 'tertiary'].includes(value),
);

const SIDES: readonly CardSide[] = ['front', 'back'];

const properties: INodeProperties[] = [
	patientLocator('The patient whose insurance cards are wanted', true),
	{
		displayName: 'Cards Of',
		name: 'cardsOf',
		type: 'multiOptions',
		options: WITH_CARDS,
		default: ['primary'],
		description: 'Coverage whose cards are wanted',
	},
	{
		displayName: 'Output Field Prefix',
		name: 'prefix',
		type: 'string',
		default: 'card_',
		placeholder: 'e.g. card_',
		description:
			'How the names of the output binary fields begin; card_ makes card_primary_front, card_primary_back and so on',
	},
	optionsCollection(),
];

/** Downloads the photos of a patient's insurance cards; what there is no photo of is left out. */
export const getCards: EachOperation = {
	value: 'getCards',
	name: 'Get Cards',
	action: 'Get insurance cards of patient',
	description: "Download the photos of a patient's insurance cards",
	effect: 'read',
	area: 'insurance',
	lane: 'read',
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { functions, session } = context;
		const { coverage } = session.dialect.insurance;
		const patient = parameters.requiredId('patient', 'Patient');
		if (!patient.ok) return patient;
		const levels = parameters.raw('cardsOf');
		if (!Array.isArray(levels) || levels.length === 0) return failed(noLevel());
		const prefix = parameters.text('prefix') ?? '';
		const reader = new CoverageReader(session);
		const found = await reader.of(patient.value);
		if (!found.ok) return found;

		const binary: IBinaryKeyData = {};
		const cards: JsonObject[] = [];
		for (const { level, raw, essential } of found.value.coverages) {
			if (!levels.includes(level)) continue;
			const card: JsonObject = { level, company: essential.company, payer_id: essential.payer_id };
			for (const side of SIDES) {
				const name = `${level}_${side}`;
				let link: string | null | undefined = coverage.cardLink(raw, side);
				const file = await session.client.download({
					of: coverage.cards,
					link: async () => {
						const known = link;
						link = undefined;
						return known === undefined
							? await linkNow(session, reader, patient.value, level, side)
							: success(known);
					},
					maxBytes: LARGEST_FILE,
					save: async (arriving: ArrivingFile) =>
						await toBinary(functions, arriving, `patient-${patient.value}-card-${level}-${side}`),
				});
				if (!file.ok) return file;
				card[`has_${side}`] = file.value !== null;
				if (file.value !== null) binary[`${prefix}${name}`] = file.value;
			}
			cards.push(card);
		}
		const json = { patient: found.value.patient, cards } as JsonObject;
		return success({ items: [{ json: json as never, binary }] });
	},
};

/** The link as the record has it by now: links end after an hour. */
async function linkNow(
	{ dialect }: OperationContext['session'],
	reader: CoverageReader,
	patient: string,
	level: Coverage['level'],
	side: CardSide,
): Promise<Outcome<string | null>> {
	const { coverage } = dialect.insurance;
	const records = await reader.recordsNow(patient);
	if (!records.ok) return records;
	const coverages = records.value.flatMap((record) => coverage.read(record).coverages);
	const same = coverages.find((one) => one.level === level);
	return success(same ? coverage.cardLink(same.raw, side) : null);
}

function noLevel() {
	return {
		kind: 'invalid-input' as const,
		sentence: "'Cards Of' is empty",
		advice: `Choose ${Object.values(LEVELS).slice(0, 3).join(', ')} or several of them. Nothing was sent.`,
		field: 'Cards Of',
	};
}
