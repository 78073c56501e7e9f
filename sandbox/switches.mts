/** One open question about the real server: the answers to choose from, and why it is open. */
export interface Switch {
	readonly choices: readonly string[];
	readonly default: string;
	readonly reason: string;
}

/** Every place where the evidence about DrChrono conflicts or is missing. */
export const SWITCHES = {
	missingFilter: {
		choices: ['error', 'empty'],
		default: 'error',
		reason: 'The 400 of a list without its mandatory date filter is inferred.',
	},
	wideRange: {
		choices: ['error', 'empty'],
		default: 'error',
		reason: 'A range over 190 days was met as a 400 and as an empty 200.',
	},
	overlapBody: {
		choices: ['detail', 'array', 'text'],
		default: 'detail',
		reason: 'The body of the overlap 409 is undocumented.',
	},
	overlapBasis: {
		choices: ['doctor', 'room', 'doctorOrRoom'],
		default: 'doctor',
		reason: 'Nothing says whether doctor, room or both make an overlap.',
	},
	cancelledOccupies: {
		choices: ['no', 'yes'],
		default: 'no',
		reason: 'One client saw cancelled rows still occupy their slot.',
	},
	duplicatePatients: {
		choices: ['allow', '400', '409'],
		default: 'allow',
		reason: 'A practice flag; the status of the refusal is 400 in one source, 409 in another.',
	},
	nameFilter: {
		choices: ['prefix', 'substring'],
		default: 'prefix',
		reason: 'Recorded searches fit both; one report speaks against substring.',
	},
	retryAfter: {
		choices: ['absent', 'present'],
		default: 'absent',
		reason: 'Retry-After on the 429 is undocumented; a client reads it as a fallback.',
	},
	stampZone: {
		choices: ['doctor', 'eastern'],
		default: 'doctor',
		reason: 'Recorded stamps fit the doctor’s zone and fixed US/Eastern alike (new stamps only).',
	},
	refreshRotation: {
		choices: ['rotate', 'keep'],
		default: 'rotate',
		reason: 'Most clients see a new refresh token each time, one did not in 2023.',
	},
	guideRefreshRotation: {
		choices: ['keep', 'rotate'],
		default: 'keep',
		reason: 'The guide does not say whether refresh tokens rotate.',
	},
	reauthorize: {
		choices: ['keep', 'kill'],
		default: 'keep',
		reason: 'Authorizing the same user and application again may end the older tokens.',
	},
	tokenErrorStatus: {
		choices: ['401', '400'],
		default: '401',
		reason: 'The vendor says 401 for invalid_grant, the OAuth standard 400.',
	},
	basicAtToken: {
		choices: ['accept', 'refuse'],
		default: 'accept',
		reason: 'HTTP Basic at the token endpoint is undocumented.',
	},
	scopeParameter: {
		choices: ['check', 'refuseAny'],
		default: 'check',
		reason: 'One project gets invalid_scope for any scope it sends.',
	},
	missingCalendarScope: {
		choices: ['empty', 'forbidden'],
		default: 'empty',
		reason: 'Without calendar scope appointments came back as an empty 200 instead of a 403.',
	},
	settingsGate: {
		choices: ['scopeAndPermission', 'permission', 'none'],
		default: 'scopeAndPermission',
		reason: 'Appointment profiles were 403 with calendar:read; scope or permission, nobody knows.',
	},
	breakWithoutPatient: {
		choices: ['accept', 'refuse'],
		default: 'accept',
		reason: 'Some offices accept a break with patient null, others answer 400.',
	},
	reasonOver100: {
		choices: ['refuse', 'accept'],
		default: 'refuse',
		reason: 'The limit of 100 characters stands in one client’s notes only.',
	},
	vitalsBump: {
		choices: ['extended', 'both'],
		default: 'extended',
		reason: 'Whether vitals alone move updated_at, or only extended_updated_at, is inferred.',
	},
	virtualIds: {
		choices: ['accepted', 'listOnly'],
		default: 'accepted',
		reason: 'Whether GET and PATCH take the composite id of a virtual occurrence is unknown.',
	},
	arrayPost: {
		choices: ['atomic', 'partial', 'refuse'],
		default: 'atomic',
		reason:
			'The old documentation has array bodies on POST; which endpoints take them and what a bad element does is unknown.',
	},
	virtualIdForm: {
		choices: ['compactDateFirst', 'idFirst', 'dateFirst'],
		default: 'compactDateFirst',
		reason: 'Date and id joined by an underscore; order and form of the date are undocumented.',
	},
	availability: {
		choices: ['slots', 'empty', 'notFound'],
		default: 'slots',
		reason: 'Only the edition of August 2026 says what /api/availability answers.',
	},
	clinicalNoteId: {
		choices: ['appointment', 'none'],
		default: 'appointment',
		reason: 'The schema of a note has no id; its path probably takes the appointment’s.',
	},
	fieldsParameter: {
		choices: ['ignored', 'commaList'],
		default: 'ignored',
		reason: 'A fields parameter exists since 2021, its form is undocumented.',
	},
	documentAtFirst: {
		choices: ['null', 'link'],
		default: 'null',
		reason: 'The 201 of an upload may carry a null document.',
	},
	metatags: {
		choices: ['text', 'array'],
		default: 'text',
		reason: 'Metatags go in as JSON text; how they come back is unknown (new documents only).',
	},
	jsonFiles: {
		choices: ['refuse', 'accept'],
		default: 'refuse',
		reason: 'Files as base64 in JSON are mentioned once and were never seen.',
	},
	eraBump: {
		choices: ['no', 'yes'],
		default: 'no',
		reason: 'Whether a posted ERA moves the appointment’s updated_at is unknown.',
	},
	usersCurrent: {
		choices: ['direct', 'redirect'],
		default: 'direct',
		reason: 'Documented as a 302 to the user; recorded with redirects followed.',
	},
	verboseAppointmentsPage: {
		choices: ['50', '25', '20'],
		default: '50',
		reason: 'Measured 50; the vendor’s text says 25 in one line and 20 in another.',
	},
	pageSizeOverMax: {
		choices: ['clamp', 'error'],
		default: 'clamp',
		reason: 'Clients that ask for 1000 work, so it is clamped; undocumented.',
	},
	tokenQuota: {
		choices: ['own', 'shared', 'none'],
		default: 'own',
		reason: 'The token endpoint throttles too; whether from the same 500 is unknown.',
	},
	webhookDeliveryId: {
		choices: ['stable', 'new'],
		default: 'stable',
		reason: 'Whether a redelivery keeps its delivery id is inferred.',
	},
	webhookDuplicates: {
		choices: ['no', 'yes'],
		default: 'no',
		reason: 'Deliveries come twice now and then.',
	},
	webhookOrder: {
		choices: ['inOrder', 'reversed'],
		default: 'inOrder',
		reason: 'Deliveries come out of order now and then.',
	},
	guideUpdatedAfter: {
		choices: ['present', 'absent'],
		default: 'present',
		reason: 'The guide has it “if available”; absent means it is ignored.',
	},
	guideEncountersPerMinute: {
		choices: ['500', '200'],
		default: '500',
		reason: 'The guide puts encounters at 500 a minute and under billing (200).',
	},
	guidePatientDelete: {
		choices: ['present', 'absent'],
		default: 'present',
		reason: 'The guide’s text says full CRUD, its table leaves DELETE out.',
	},
	guideInsuranceWrite: {
		choices: ['absent', 'present'],
		default: 'absent',
		reason: 'The guide says “limited write” in one place and “cannot write” in another.',
	},
	guideOverlap: {
		choices: ['allow', 'refuse'],
		default: 'allow',
		reason: 'The guide calls double-booking rules impossible and documents no conflict answer.',
	},
	guideExternalId: {
		choices: ['existing', 'second'],
		default: 'existing',
		reason:
			'Creation is idempotent by external_id: the existing record comes back with 200; a server that makes a second one is the other reading.',
	},
} as const satisfies Record<string, Switch>;

export type SwitchName = keyof typeof SWITCHES;

/** The present position of every switch. */
export class Switches {
	#positions = new Map<string, string>();
	/** Grows with every change. */
	version = 0;

	get(name: SwitchName): string {
		return this.#positions.get(name) ?? SWITCHES[name].default;
	}

	/** Sets several at once; throws RangeError on an unknown name or choice and then sets none. */
	set(positions: Record<string, unknown>): void {
		for (const [name, value] of Object.entries(positions)) {
			const known = (SWITCHES as Record<string, Switch>)[name];
			if (!known) throw new RangeError(`no switch is called ${name}`);
			if (!known.choices.includes(String(value)))
				throw new RangeError(`${name} is one of ${known.choices.join(', ')}`);
		}
		this.version += 1;
		for (const [name, value] of Object.entries(positions)) this.#positions.set(name, String(value));
	}

	reset(): void {
		this.version += 1;
		this.#positions.clear();
	}

	report(): Record<string, Switch & { value: string }> {
		const report: Record<string, Switch & { value: string }> = {};
		for (const name of Object.keys(SWITCHES) as SwitchName[])
			report[name] = { value: this.get(name), ...SWITCHES[name] };
		return report;
	}
}
