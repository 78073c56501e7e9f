import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import type { Row } from './practice.mts';

interface Site {
	name: string;
	address: string;
	city: string;
	state: string;
	zip: string;
	phone: string;
	fax: string;
	rooms: number;
	/** Index of the doctor whose record owns the office. */
	owner: number;
	online: boolean;
	zone: 'US/Eastern' | 'America/Chicago';
}

export const SITES: readonly Site[] = [
	{
		name: 'Rockville Main Office',
		address: '210 Larkspur Avenue',
		city: 'Rockville',
		state: 'MD',
		zip: '20850',
		phone: '3015550100',
		fax: '3015550101',
		rooms: 6,
		owner: 0,
		online: true,
		zone: 'US/Eastern',
	},
	{
		name: 'Silver Spring Office',
		address: '88 Millrace Road, Suite 4',
		city: 'Silver Spring',
		state: 'MD',
		zip: '20901',
		phone: '3015550102',
		fax: '3015550103',
		rooms: 6,
		owner: 1,
		online: false,
		zone: 'US/Eastern',
	},
	{
		name: 'Naperville Clinic',
		address: '1500 Prairie Crossing',
		city: 'Naperville',
		state: 'IL',
		zip: '60540',
		phone: '6305550104',
		fax: '6305550105',
		rooms: 8,
		owner: 2,
		online: true,
		zone: 'America/Chicago',
	},
];

/** `/api/offices`: wire.md 12.4, `exam_rooms` an array whose 1-based `index` appointments refer to. */
export function officeRows(doctors: readonly Doctor[]): Row[] {
	return SITES.map((site, index) => ({
		id: idOf('offices', index),
		name: site.name,
		exam_rooms: Array.from({ length: site.rooms }, (_, room) => ({
			index: room + 1,
			name: room === site.rooms - 1 ? 'Procedure Room' : `Exam ${room + 1}`,
			online_scheduling: site.online && room < 2,
		})),
		start_time: '08:00:00',
		end_time: '18:00:00',
		address: site.address,
		city: site.city,
		state: site.state,
		zip_code: site.zip,
		country: 'US',
		online_scheduling: site.online,
		phone_number: site.phone,
		doctor: doctors[site.owner]?.id,
		archived: false,
		fax_number: site.fax,
		tax_id_number_professional: `00-000000${index + 1}`,
		online_timeslots: site.online
			? [1, 2, 3, 4, 5].flatMap((day) => [9, 10, 14].map((hour) => ({ day, hour, minute: 0 })))
			: [],
	}));
}
