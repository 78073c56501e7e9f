import assert from 'node:assert/strict';
import { errors } from '../../demo/execution.mts';
import { Outbox } from '../../demo/outbox.mts';
import type { Owner } from '../../demo/server.mts';
import { staffList } from '../../demo/staff-list.mts';
import type { Stage } from '../../demo/stage.mts';
import { connected, filledIn, template, triggering } from '../../demo/template.mts';
import { test } from './suite.mts';

/** Patients, and the ways in which each may be reached. */
const people = {
	mailed: { email: 'mailed@example.com', cell_phone: '(650) 555-0101' },
	texted: { email: '', cell_phone: '(650) 555-0102', disable_sms_messages: false },
	silent: { email: '', cell_phone: '(650) 555-0103', disable_sms_messages: true },
	other: { email: 'other@example.com' },
} as const;

type Person = keyof typeof people;

/** How they want to be reached, in the guide's words. */
const wishes: Readonly<Record<Person, string>> = {
	mailed: 'email',
	texted: 'sms',
	silent: 'mail',
	other: 'email',
};

/** @param rounds how often n8n is restarted to find news */
function sendsEachOnce(dialect: 'v4' | 'guide', rounds: number) {
	return async (stage: Stage): Promise<void> => {
		const { sandbox } = stage;
		await sandbox.control('POST', 'reset', { blank: true });
		const [provider, another] = await sandbox.records('doctors');
		assert.ok(provider && another);
		const names = Object.keys(people) as Person[];
		const patients = await sandbox.put(
			'patients',
			names.map((name) => ({
				doctor: provider.id,
				first_name: name,
				last_name: 'Canaryname',
				gender: 'Other',
				...people[name],
				...(dialect === 'guide' && { _guide: { communication_method: wishes[name] } }),
			})),
		);
		const offices = await sandbox.records('offices');
		const book = async (name: Person, time: string, more: Record<string, unknown> = {}) => {
			const doctor = name === 'other' ? another.id : provider.id;
			await sandbox.put('appointments', [
				{
					doctor,
					office: offices.find((office) => office.doctor === doctor)?.id,
					exam_room: 1,
					patient: patients[names.indexOf(name)]?.id,
					duration: 30,
					status: '',
					reason: 'canary-reason',
					scheduled_time: time,
					...more,
				},
			]);
		};
		const outbox = await Outbox.serve();
		try {
			const n8n = await stage.n8n();
			const credential =
				dialect === 'v4' ? await sandbox.credential() : await sandbox.guideCredential();
			await n8n.importCredential(credential);
			const workflow = filledIn(
				connected(await template('new-appointment-to-questionnaire'), credential),
				{
					senderUrl: outbox.url,
					practice: 'Example Family Practice',
					onlyProviders: String(provider.id),
				},
			);
			// From yesterday on, so that the first restart need not wait for its time to ask.
			const startFrom = new Date(Date.now() - 86_400_000).toISOString();
			const id = await n8n.importWorkflow({
				...triggering(workflow, { everyMinutes: 1, startFrom }),
				settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
			});
			await n8n.publish(id);
			const first = await n8n.start();
			const owner: Owner = await first.signUp();
			await first.live(id);
			await first.stop();

			for (const [index, name] of names.entries()) {
				await book(name, `2027-03-02T1${index}:00:00`);
			}
			await book('mailed', '2027-03-03T10:00:00', { status: 'Cancelled' });
			await book('mailed', '2020-03-03T10:00:00');
			// Told once, n8n restarted in between: the second time only what came since.
			const expected = [
				['email', people.mailed.email],
				['sms', '6505550102'],
			];
			for (let round = 1; round <= rounds; round++) {
				await sandbox.resetCounters();
				const server = await n8n.start();
				await server.signIn(owner);
				const executions = await server.executions(id, round);
				const staff = await staffList(server);
				await server.stop();
				assert.deepEqual(executions.flatMap(errors), []);
				assert.deepEqual(
					outbox.messages.map(({ channel, to }) => [
						channel,
						channel === 'sms' ? to.replace(/\D/g, '').slice(-10) : to,
					]),
					expected,
				);
				assert.deepEqual(
					staff.map(({ kind, patient }) => [kind, patient]),
					[['questionnaire', String(patients[names.indexOf('silent')]!.id)]],
				);
				const { byRoute, violations } = await sandbox.counters();
				assert.equal(violations, 0);
				const contact = dialect === 'v4' ? '/api/patients/{id}' : '/guide/patients/{id}/';
				// One call for each who has a visit to prepare: a cancelled one and a past one have none.
				assert.equal(byRoute[`GET ${contact}`], round === 1 ? 3 : 1);
				if (round === rounds) break;
				await book('mailed', '2027-03-04T15:30:00');
				expected.push(['email', people.mailed.email]);
			}
			assert.match(
				outbox.messages[0]!.text,
				/^Example Family Practice asks .* on Tuesday, March 2, 10:00 AM: https:\S+visit=\d+$/,
			);
			if (rounds > 1) assert.match(outbox.messages[2]!.text, /Thursday, March 4, 3:30 PM/);
			assert.doesNotMatch(JSON.stringify(outbox.messages), /canary/i);
		} finally {
			await outbox.close();
		}
	};
}

export default [
	test(
		'the questionnaire template writes once to each who may be written to',
		sendsEachOnce('v4', 2),
	),
	test("so it does with the integration guide's API", sendsEachOnce('guide', 1)),
];
