import { advance, highest } from '../../drchrono/changes/watermark';
import { v4 } from '../../drchrono/dialects/v4';

const source = v4.appointmentFeed;

test('goes by the latest of creation and change, where they can be read', () => {
	expect(
		highest(source, [
			{ id: '1', created_at: '2026-06-10T10:00:00', updated_at: '2026-06-10T11:00:00' },
			{ id: '2', created_at: '2026-06-10T12:00:00', updated_at: 'None' },
			{ id: '3' },
		]),
	).toBe(Date.UTC(2026, 5, 10, 12));
	expect(highest(source, [])).toBe(Number.NEGATIVE_INFINITY);
});

test.each([
	['moves on', 10, 12, 20, 12],
	['stays where nothing is newer', 10, Number.NEGATIVE_INFINITY, 20, 10],
	["never passes the server's clock", 10, 99, 20, 20],
	["goes back with the server's clock", 30, 12, 20, 20],
])('%s', (_, watermark, high, ceiling, expected) => {
	expect(advance(watermark, high, ceiling)).toBe(expected);
});
