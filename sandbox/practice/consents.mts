import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import { type Row, fileRef } from './practice.mts';
import { MINUTE, date, dayOf, stamp } from './wallclock.mts';
import type { World } from './world.mts';

const FORMS = [
	'Consent to treatment',
	'Privacy practices',
	'Financial policy',
	'Telehealth consent',
];

/** `/api/consent_forms`. */
export function consentForms(doctors: readonly Doctor[]): Row[] {
	return doctors.flatMap((doctor, d) =>
		FORMS.map((title, index) => ({
			id: idOf('consent_forms', d * FORMS.length + index),
			doctor: doctor.id,
			title,
			uri: `https://forms.example.org/${title.toLowerCase().replaceAll(' ', '-')}`,
			is_mandatory: index < 2,
			assign_by_default: index < 3,
			order: index + 1,
			archived: false,
			created_at: '2023-02-01T09:00:00',
			updated_at: '2024-01-15T09:00:00',
		})),
	);
}

/** `/api/signed_consent_forms`: signed at the first visit, and now and then later. */
export function signedConsents(world: World): Row[] {
	const random = world.random('consents');
	const rows: Row[] = [];
	for (const visit of world.completed()) {
		const telehealth = visit.profile?.only === 'telehealth';
		if (!visit.firstVisit && !random.chance(telehealth ? 0.3 : 0.04)) continue;
		const forms = telehealth ? [3] : visit.firstVisit ? [0, 1, 2] : [2];
		const at = visit.start - random.between(1, 12) * MINUTE;
		for (const form of forms) {
			const id = idOf('signed_consent_forms', rows.length);
			rows.push({
				id,
				patient: visit.person.id,
				appointment: visit.id,
				consent_form: idOf('consent_forms', visit.doctor.index * FORMS.length + form),
				signature_file: fileRef('signed_consent_forms', id),
				date_signed: date(dayOf(at)),
				archived: false,
				updated_at: stamp(at),
			});
		}
	}
	return rows;
}
