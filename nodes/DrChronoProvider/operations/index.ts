import type { Resource } from '../../shared/operation';
import { createAppointmentType, getAppointmentType, getAppointmentTypes } from './appointmentTypes';
import {
	createAvailabilityTemplate,
	deleteAvailabilityTemplate,
	getAvailabilityTemplate,
	getAvailabilityTemplates,
} from './availabilityTemplates';
import { createCustomField, getCustomFields } from './customFields';
import { getCustomStatuses } from './customStatuses';
import { addExamRoom, getOffice, getOffices } from './offices';
import {
	getProvider,
	getProviders,
	getStaff,
	getStaffMember,
	getUser,
	getUserGroups,
	getUsers,
} from './people';
import { getSchedule, updateSchedule } from './workSchedules';

/** Kinds of record of the node; the first is its default. */
export const resources: readonly Resource[] = [
	{ value: 'provider', name: 'Provider', operations: [getProviders, getProvider] },
	{
		value: 'appointmentType',
		name: 'Appointment Type',
		operations: [getAppointmentTypes, getAppointmentType, createAppointmentType],
	},
	{
		value: 'availabilityTemplate',
		name: 'Availability Template',
		operations: [
			getAvailabilityTemplates,
			getAvailabilityTemplate,
			createAvailabilityTemplate,
			deleteAvailabilityTemplate,
		],
	},
	{ value: 'customField', name: 'Custom Field', operations: [getCustomFields, createCustomField] },
	{ value: 'customStatus', name: 'Custom Status', operations: [getCustomStatuses] },
	{ value: 'office', name: 'Office', operations: [getOffices, getOffice, addExamRoom] },
	{ value: 'staff', name: 'Staff Member', operations: [getStaff, getStaffMember] },
	{ value: 'user', name: 'User', operations: [getUsers, getUser] },
	{ value: 'userGroup', name: 'User Group', operations: [getUserGroups] },
	{ value: 'workSchedule', name: 'Work Schedule', operations: [getSchedule, updateSchedule] },
];
