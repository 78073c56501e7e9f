import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../drchrono/client/request';
import { providerLocator } from '../../shared/locators';
import type { Parameters } from '../../shared/parameters';
import { listing, reading, SIMPLIFY } from './directory';

export const getProviders = listing({
	directory: 'providers',
	action: 'Get many providers',
	description: 'Retrieve the providers of the practice',
	properties: [SIMPLIFY],
});

export const getProvider = reading({
	directory: 'providers',
	action: 'Get provider',
	description: 'Retrieve a provider',
	id: providerLocator('The provider who is meant', true),
	idLabel: 'Provider',
	properties: [SIMPLIFY],
});

const OF_PROVIDER = providerLocator('Only those who work for this provider');

export const getStaff = listing({
	directory: 'staff',
	action: 'Get many staff members',
	description: 'Retrieve the staff of the practice (DrChrono API v4)',
	properties: [SIMPLIFY],
	filters: [OF_PROVIDER],
});

export const getStaffMember = reading({
	directory: 'staff',
	action: 'Get staff member',
	description: 'Retrieve a staff member (DrChrono API v4)',
	id: idField('Staff Member ID', 'staff', '220001', 'ID of the staff member, as Get Many gives it'),
	idLabel: 'Staff Member ID',
	properties: [SIMPLIFY],
});

/** Simplified, what a user may do is a list of the permissions they have. */
function userShape(user: JsonObject, parameters: Parameters): JsonObject[] {
	if (parameters.raw('simplify') !== true) return [user];
	const { id, username, is_doctor, is_staff, doctor, practice_group, permissions } = user;
	const granted = Object.entries((permissions ?? {}) as JsonObject)
		.filter(([, has]) => has === true)
		.map(([name]) => name);
	return [
		{ id, username, is_doctor, is_staff, doctor, practice_group, permissions: granted.sort() },
	];
}

export const getUsers = listing({
	directory: 'users',
	action: 'Get many users',
	description: 'Retrieve the users who can sign in, and what they may do (DrChrono API v4)',
	properties: [SIMPLIFY],
	filters: [OF_PROVIDER],
	shape: userShape,
});

export const getUser = reading({
	directory: 'users',
	action: 'Get user',
	description: 'Retrieve a user and what they may do (DrChrono API v4)',
	id: idField('User ID', 'user', '200001', 'ID of the user, as Get Many gives it'),
	idLabel: 'User ID',
	properties: [SIMPLIFY],
	shape: userShape,
});

export const getUserGroups = listing({
	directory: 'userGroups',
	action: 'Get many user groups',
	description: 'Retrieve groups of users, to whom tasks can be given (DrChrono API v4)',
});

/** A field for the id of an entry that has no list to choose from. */
export function idField(
	displayName: string,
	name: string,
	example: string,
	description: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${example}`,
		description,
	};
}
