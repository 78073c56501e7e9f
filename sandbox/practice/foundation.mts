import type { DateTime } from 'luxon';
import { billingProfiles, planNames } from './billingProfiles.mts';
import { appointmentTemplates } from './blocks.mts';
import { consentForms } from './consents.mts';
import { doctorRows, makeDoctors } from './doctors.mts';
import { feeSchedules } from './fees.mts';
import { idOf } from './ids.mts';
import { inventory } from './inventory.mts';
import { SUBLABS } from './labs.mts';
import { makeSections, templateRows } from './noteTemplates.mts';
import { officeRows } from './offices.mts';
import { payerDirectory } from './payers.mts';
import type { Row } from './practice.mts';
import { makeProfiles, profileRows } from './profiles.mts';
import { Random } from './random.mts';
import { workSchedules } from './schedules.mts';
import { makeSettings } from './settings.mts';
import { taskSetUp } from './tasks.mts';
import { makeTeam } from './users.mts';
import { dayOf, wallClock } from './wallclock.mts';

const GROUP_NAME = 'Larkspur Medical Group';

/** What a practice has before its first patient, and what the other parts hang on. */
export function foundation(seed: number, at: DateTime) {
	const group = idOf('practice_group', 0);
	const doctors = makeDoctors(new Random(seed, 'doctors'), seed);
	const clocks = doctors.map((doctor) => wallClock(at, doctor.timezone));
	const today = dayOf(clocks[0] ?? 0);
	const profiles = makeProfiles(doctors);
	const team = makeTeam(doctors, group, seed);
	const settings = makeSettings(doctors);
	const sections = makeSections(doctors);
	const hours = workSchedules(doctors);
	const payers = payerDirectory();
	const groupIds = team.groups.map((each) => Number(each['id']));
	const resources: Record<string, Row[]> = {
		doctors: doctorRows(doctors, group, GROUP_NAME),
		offices: officeRows(doctors),
		users: team.users,
		staff: team.staff,
		user_groups: team.groups,
		doctor_work_schedule: hours.doctors,
		office_work_schedule: hours.offices,
		appointment_profiles: profileRows(profiles, doctors),
		appointment_templates: appointmentTemplates(doctors, profiles, today),
		insurances: payers.emdeon,
		...settings,
		...templateRows(sections, doctors),
		...taskSetUp(group, groupIds),
		...feeSchedules(
			doctors.map((doctor) => doctor.id),
			doctors.map((doctor) => idOf('offices', doctor.office)),
		),
		...inventory(doctors, new Random(seed, 'inventory'), today),
		billing_profiles: billingProfiles(doctors),
		custom_insurance_plan_names: planNames(doctors, team.administrators[0] ?? 0),
		consent_forms: consentForms(doctors),
		sublabs: SUBLABS.map((sublab) => ({ ...sublab })),
	};
	return {
		practiceGroup: { id: group, name: GROUP_NAME },
		doctors,
		clocks,
		profiles,
		team,
		settings,
		sections,
		payers,
		resources,
	};
}
