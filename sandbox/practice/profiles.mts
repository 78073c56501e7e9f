import type { Doctor, Field } from './doctors.mts';
import { idOf } from './ids.mts';
import type { Row } from './practice.mts';

/** A kind of visit: `/api/appointment_profiles` shows it per doctor. */
interface Kind {
	name: string;
	reason: string;
	/** Minutes. */
	duration: number;
	color: string;
	online: boolean;
	/** How often, against the doctor's other kinds. */
	weight: number;
	/** `new`: only a first visit; `telehealth`: by video. */
	only?: 'new' | 'telehealth';
}

const KINDS: Record<Field, readonly Kind[]> = {
	family: [
		{
			name: 'New patient',
			reason: 'New patient visit',
			duration: 45,
			color: '#1F77B4',
			online: true,
			weight: 0,
			only: 'new',
		},
		{
			name: 'Follow-up',
			reason: 'Follow-up',
			duration: 20,
			color: '#2CA02C',
			online: true,
			weight: 9,
		},
		{
			name: 'Sick visit',
			reason: 'Acute illness',
			duration: 15,
			color: '#D62728',
			online: true,
			weight: 6,
		},
		{
			name: 'Annual physical',
			reason: 'Annual physical',
			duration: 40,
			color: '#9467BD',
			online: true,
			weight: 3,
		},
		{
			name: 'Telehealth',
			reason: 'Video visit',
			duration: 20,
			color: '#17BECF',
			online: true,
			weight: 2,
			only: 'telehealth',
		},
		{
			name: 'Procedure',
			reason: 'Minor procedure',
			duration: 30,
			color: '#8C564B',
			online: false,
			weight: 1,
		},
	],
	internal: [
		{
			name: 'New patient',
			reason: 'New patient visit',
			duration: 60,
			color: '#1F77B4',
			online: true,
			weight: 0,
			only: 'new',
		},
		{
			name: 'Chronic care follow-up',
			reason: 'Chronic care follow-up',
			duration: 20,
			color: '#2CA02C',
			online: true,
			weight: 10,
		},
		{
			name: 'Lab review',
			reason: 'Lab results review',
			duration: 15,
			color: '#BCBD22',
			online: false,
			weight: 4,
		},
		{
			name: 'Annual wellness visit',
			reason: 'Annual wellness visit',
			duration: 40,
			color: '#9467BD',
			online: true,
			weight: 3,
		},
		{
			name: 'Telehealth',
			reason: 'Video visit',
			duration: 20,
			color: '#17BECF',
			online: true,
			weight: 2,
			only: 'telehealth',
		},
	],
	pediatrics: [
		{
			name: 'New patient',
			reason: 'New patient visit',
			duration: 40,
			color: '#1F77B4',
			online: true,
			weight: 0,
			only: 'new',
		},
		{
			name: 'Well child',
			reason: 'Well child check',
			duration: 30,
			color: '#2CA02C',
			online: true,
			weight: 6,
		},
		{
			name: 'Sick child',
			reason: 'Fever or cough',
			duration: 15,
			color: '#D62728',
			online: true,
			weight: 8,
		},
		{
			name: 'Immunization',
			reason: 'Immunizations',
			duration: 10,
			color: '#FF7F0E',
			online: false,
			weight: 3,
		},
	],
	behavioral: [
		{
			name: 'Intake',
			reason: 'Psychiatric evaluation',
			duration: 60,
			color: '#1F77B4',
			online: false,
			weight: 0,
			only: 'new',
		},
		{
			name: 'Medication management',
			reason: 'Medication management',
			duration: 30,
			color: '#2CA02C',
			online: true,
			weight: 7,
		},
		{
			name: 'Therapy session',
			reason: 'Individual therapy',
			duration: 50,
			color: '#9467BD',
			online: false,
			weight: 5,
		},
		{
			name: 'Telehealth',
			reason: 'Video visit',
			duration: 30,
			color: '#17BECF',
			online: true,
			weight: 3,
			only: 'telehealth',
		},
	],
};

export interface Profile extends Kind {
	id: number;
	/** Index of the doctor. */
	doctor: number;
}

export function makeProfiles(doctors: readonly Doctor[]): Profile[] {
	let index = 0;
	return doctors.flatMap((doctor) =>
		KINDS[doctor.field].map((kind) => ({
			...kind,
			id: idOf('appointment_profiles', index++),
			doctor: doctor.index,
		})),
	);
}

/** `/api/appointment_profiles`: wire.md 12.5. */
export function profileRows(profiles: readonly Profile[], doctors: readonly Doctor[]): Row[] {
	return profiles.map((profile, index) => ({
		id: profile.id,
		name: profile.name,
		sort_order: index + 1,
		color: profile.color,
		doctor: doctors[profile.doctor]?.id,
		reason: profile.reason,
		duration: profile.duration,
		online_scheduling: profile.online,
		archived: false,
	}));
}
