import { faker } from '@faker-js/faker/locale/en';
import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import type { Row, SignIn } from './practice.mts';

/** The in-app permissions of `/api/users/current` as recorded (wire.md 1.4), in its key order. */
const PERMISSIONS = [
	'share_patients',
	'access_all_messages_for_practice_group',
	'show_patient_balance',
	'access_to_erx',
	'access_patient_payments',
	'emergency_access',
	'access_patient_analytics',
	'provider_dropdown',
	'create_and_update_patients',
	'appointment_provider_selection',
	'manage_templates',
	'access_to_message_center',
	'show_billing_summary',
	'access_patient_statements',
	'access_reports',
	'manage_accounts',
	'manage_permissions',
	'drug_interactions_check',
	'sign/lock_clinical_notes',
	'access_billing',
	'access_clinical_notes',
	'billing_administrator',
	'access_institutional_billing',
	'add_new_referring_sources',
	'export_patients',
	'use_ipad_ehr',
	'settings',
	'access_balance/ledger',
	'access_scheduling',
	'show_billing_tab',
	'create_and_update_contacts',
	'view_practice_group',
] as const;
type Permission = (typeof PERMISSIONS)[number];

const BILLING: readonly Permission[] = [
	'show_patient_balance',
	'access_patient_payments',
	'show_billing_summary',
	'access_patient_statements',
	'access_billing',
	'billing_administrator',
	'access_institutional_billing',
	'access_balance/ledger',
	'show_billing_tab',
];
const RUNNING: readonly Permission[] = [
	'settings',
	'manage_accounts',
	'manage_permissions',
	'manage_templates',
];
const CLINICAL: readonly Permission[] = [
	'access_to_erx',
	'emergency_access',
	'drug_interactions_check',
	'sign/lock_clinical_notes',
	'access_clinical_notes',
	'use_ipad_ehr',
];

/** What each role may not do. */
const DENIED: Record<SignIn['role'], readonly Permission[]> = {
	'Practice administrator': [],
	Provider: ['billing_administrator', 'manage_accounts', 'manage_permissions'],
	'Front desk': [...BILLING, ...RUNNING, ...CLINICAL, 'export_patients', 'access_reports'],
	Biller: [...RUNNING, ...CLINICAL],
	Nurse: [...BILLING, ...RUNNING, 'sign/lock_clinical_notes', 'export_patients'],
};

interface Member {
	username: string;
	role: SignIn['role'];
	/** Index of the doctor a staff member mainly works for. */
	doctor: number;
}

const STAFF: readonly Member[] = [
	{ username: 'officemanager', role: 'Practice administrator', doctor: 0 },
	{ username: 'frontdesk', role: 'Front desk', doctor: 0 },
	{ username: 'biller', role: 'Biller', doctor: 0 },
	{ username: 'nurse.east', role: 'Nurse', doctor: 1 },
	{ username: 'nurse.west', role: 'Nurse', doctor: 2 },
	{ username: 'frontdesk.west', role: 'Front desk', doctor: 2 },
];

export interface Team {
	users: Row[];
	staff: Row[];
	groups: Row[];
	signIns: SignIn[];
	/** Ids of users by what they do. */
	frontDesk: number[];
	billers: number[];
	nurses: number[];
	administrators: number[];
}

function permissions(role: SignIn['role']): Record<string, boolean> {
	return Object.fromEntries(PERMISSIONS.map((name) => [name, !DENIED[role].includes(name)]));
}

/**
 * `/api/users` (key order of wire.md 1.4), `/api/staff`, `/api/user_groups`. The first user is the
 * practice administrator; then the doctors, then the other staff.
 */
export function makeTeam(doctors: readonly Doctor[], groupId: number, seed: number): Team {
	faker.seed(seed + 1);
	const names = STAFF.map(() => ({
		first: faker.person.firstName('female'),
		last: faker.person.lastName(),
	}));
	const [administrator, ...others] = STAFF;
	const members = [
		{ ...(administrator as Member), name: names[0] },
		...doctors.map((doctor, index) => ({
			username: `doctor${index + 1}`,
			role: 'Provider' as const,
			doctor: index,
			name: { first: doctor.first, last: doctor.last },
		})),
		...others.map((member, index) => ({ ...member, name: names[index + 1] })),
	];
	const users = members.map((member, index) => ({
		username: member.username,
		is_staff: member.role !== 'Provider',
		is_doctor: member.role === 'Provider',
		doctor: doctors[member.doctor]?.id,
		id: idOf('users', index),
		practice_group: groupId,
		permissions: permissions(member.role),
	}));
	const ids = (role: SignIn['role']) =>
		users.filter((_, index) => members[index]?.role === role).map((user) => user.id);
	const staffMembers = members.filter((member) => member.role !== 'Provider');
	const groups: [string, number[]][] = [
		['Front Desk', ids('Front desk')],
		['Billing', [...ids('Biller'), ...ids('Practice administrator')]],
		['Clinical', [...ids('Provider'), ...ids('Nurse')]],
	];
	return {
		users,
		staff: staffMembers.map((member, index) => ({
			id: idOf('staff', index),
			username: member.username,
			first_name: member.name?.first,
			last_name: member.name?.last,
			user_id: users[members.indexOf(member)]?.id,
			doctor: doctors[member.doctor]?.id,
			email: `${member.username}@example.com`,
			home_phone: '',
			cell_phone: '',
			active: true,
			created_at: '2023-01-09T09:00:00',
			updated_at: '2024-02-12T10:30:00',
		})),
		groups: groups.map(([name, membersOf], index) => ({
			id: idOf('user_groups', index),
			name,
			practice_group: groupId,
			archived: false,
			members: membersOf,
			created_at: '2023-01-09T09:15:00',
			updated_at: '2023-01-09T09:15:00',
		})),
		signIns: members.map((member, index) => ({
			id: idOf('users', index),
			username: member.username,
			name: `${member.name?.first} ${member.name?.last}`,
			role: member.role,
		})),
		frontDesk: ids('Front desk'),
		billers: ids('Biller'),
		nurses: ids('Nurse'),
		administrators: ids('Practice administrator'),
	};
}
