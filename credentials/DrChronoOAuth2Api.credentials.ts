import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { AREAS, USUAL_AREAS } from '../drchrono/client/connection';
import {
	authUrlExpression,
	hostExpression,
	tokenUrlExpression,
} from '../drchrono/dialects/oauthUrls';
import { DIALECTS } from '../drchrono/dialects/names';
import { scopeExpression } from '../drchrono/dialects/v4/scopes';

/** OAuth 2.0 access to one DrChrono application, in either dialect, no wider than the practice wants. */
export class DrChronoOAuth2Api implements ICredentialType {
	name = 'drChronoOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'DrChrono OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/drchrono.svg',
		dark: 'file:../icons/drchrono.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-drchrono/n8n-nodes-drchrono/blob/main/docs/connect.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Dialect',
			name: 'dialect',
			type: 'options',
			options: [
				{
					name: DIALECTS.v4,
					value: 'v4',
					description: "DrChrono's published API; right for nearly every practice",
				},
				{
					name: DIALECTS.guide,
					value: 'guide',
					description: 'The API form of an integration guide, at an address of its own',
				},
			],
			default: 'v4',
			description: 'Which form of the API this account speaks',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.drchrono.com',
			required: true,
			description:
				'Address of DrChrono. It must begin with https:// (http:// only for this machine, such as the sandbox).',
		},
		{
			displayName: 'Access',
			name: 'access',
			type: 'options',
			options: [
				{
					name: 'Read and Write',
					value: 'readWrite',
					description: 'Workflows may also create and change records',
				},
				{
					name: 'Read Only',
					value: 'read',
					description: 'Every change is refused before anything is sent',
				},
			],
			default: 'readWrite',
			description: 'What workflows may do with this credential. Reconnect after a change.',
		},
		{
			displayName: 'Areas',
			name: 'areas',
			type: 'multiOptions',
			options: Object.entries(AREAS)
				.map(([value, name]) => ({ name, value }))
				.sort((one, other) => one.name.localeCompare(other.name)),
			default: [],
			displayOptions: { hide: { allScopes: [true] } },
			description: `Parts of the practice that workflows may reach, as few as you need; empty for ${USUAL_AREAS.map((area) => AREAS[area]).join(', ')}. Reconnect after a change.`,
		},
		{
			displayName: 'All Scopes',
			name: 'allScopes',
			type: 'boolean',
			default: false,
			description:
				'Whether to ask DrChrono for everything the connected user may do. Only for the case that DrChrono refuses the chosen areas with invalid_scope.',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. America/New_York',
			description:
				"The practice's time zone, as an IANA name. Leave empty to use each provider's own zone from DrChrono.",
		},
		{
			displayName: 'Only These Providers',
			name: 'onlyProviders',
			type: 'string',
			default: '',
			placeholder: 'e.g. 100001, 100002',
			description:
				'IDs of the providers that workflows may reach, separated by commas. Leave empty for all.',
		},
		{
			displayName: 'Only These Offices',
			name: 'onlyOffices',
			type: 'string',
			default: '',
			placeholder: 'e.g. 500001',
			description:
				'IDs of the offices that workflows may reach, separated by commas. Leave empty for all.',
		},
		{
			displayName: 'Show Full Social Security Numbers',
			name: 'showFullSsn',
			type: 'boolean',
			default: false,
			description: 'Whether nodes hand out whole numbers instead of the last four digits',
		},
		{
			displayName: 'Calls per Hour',
			name: 'callsPerHour',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 500,
			displayOptions: { show: { dialect: ['v4'] } },
			description:
				'Calls that DrChrono allows this application in a clock hour. Raise it only if DrChrono raised it for you.',
		},
		{
			displayName: 'Calls per Second',
			name: 'callsPerSecond',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 8,
			displayOptions: { show: { dialect: ['v4'] } },
			description: 'Calls in any second. DrChrono refuses ten, so stay below.',
		},
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1000,
			displayOptions: { show: { dialect: ['guide'] } },
			description: 'Calls that this key may make in any minute, all kinds together',
		},
		{
			displayName: 'Reserve',
			name: 'reserve',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 40,
			displayOptions: { show: { dialect: ['v4'] } },
			description:
				'Calls of each hour that large exports leave for bookings and triggers, at most half of all. Released ten minutes before the hour ends.',
		},
		{
			displayName: 'Processes of n8n',
			name: 'processes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description:
				'How many n8n processes (main and workers) use this application at once. Each keeps to its share of the calls.',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'string',
			default: '',
			placeholder: 'e.g. v4',
			description: 'Version to ask for. Leave empty for the one these nodes were made for.',
		},
		{
			displayName: 'Audit Required',
			name: 'auditRequired',
			type: 'boolean',
			default: false,
			description:
				'Whether bulk reads must be recorded: a node that exports records refuses to run unless its Audit output leads somewhere',
		},
		{
			displayName: 'Audit Key',
			name: 'auditSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Secret text from which the pseudonyms of patients in logs and audit records are made. Keep it as long as the records.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: "Secret token that you entered for the application's webhook in DrChrono",
		},
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			// Otherwise n8n adds the field by itself, and any HTTP Request node may send the token anywhere.
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: hostExpression(),
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: authUrlExpression(),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: tokenUrlExpression(),
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: scopeExpression(),
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];
}
