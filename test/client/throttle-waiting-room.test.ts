import type { Lane } from '../../drchrono/client/request';
import { WaitingRoom, type Waiter } from '../../drchrono/client/throttle/waiting-room';
import { policy } from './throttle-world';

let number = 0;

function waiter(lane: Lane, category = 'all'): Waiter {
	return { lane, category, number: number++, deadline: Infinity, admit() {}, refuse() {} };
}

function roomWith(...waiters: Waiter[]): WaitingRoom {
	const room = new WaitingRoom(policy());
	for (const one of waiters) room.add(one);
	return room;
}

const anyone = () => true;

describe('the waiting room', () => {
	it('lets the lanes go in order, and within a lane who came first, whatever the category', () => {
		const bulk = waiter('bulk');
		const first = waiter('read', 'claims');
		const second = waiter('read', 'scheduling');
		const third = waiter('read', 'claims');
		const booking = waiter('booking');
		const room = roomWith(bulk, third, second, first, booking);
		room.remove(third);
		room.add(third);
		const order = Array.from({ length: 5 }, () => room.next(anyone));
		expect(order).toEqual([booking, first, second, third, bulk]);
		expect(room.next(anyone)).toBeUndefined();
	});

	it('lets others go before those whose category is closed', () => {
		const closed = waiter('interactive', 'claims');
		const open = waiter('bulk', 'scheduling');
		const room = roomWith(closed, open);
		const mayGo = ({ category }: Waiter) => category !== 'claims';
		expect(room.next(mayGo)).toBe(open);
		expect(room.next(mayGo)).toBeUndefined();
		expect(room.next(anyone)).toBe(closed);
	});

	it('counts turns only for lanes that could have gone', () => {
		const room = roomWith(...Array.from({ length: 30 }, () => waiter('read')), waiter('bulk'));
		const notBulk = ({ lane }: Waiter) => lane !== 'bulk';
		for (let i = 0; i < 15; i++) room.next(notBulk);
		const lanes = Array.from({ length: 11 }, () => room.next(anyone)?.lane);
		expect(lanes).toEqual([...Array.from({ length: 10 }, () => 'read'), 'bulk']);
	});

	it('knows who goes before whom', () => {
		const [early, one, late] = [waiter('read'), waiter('read'), waiter('read')];
		const other = waiter('read', 'claims');
		const room = roomWith(waiter('booking'), waiter('bulk'), early, one, late, other);
		expect(room.ahead(one, anyone)).toBe(2);
		expect(room.ahead(other, anyone)).toBe(4);
		expect(room.ahead(other, (category) => category === 'claims')).toBe(0);
	});

	it('counts who waits in a lane, and forgets who leaves', () => {
		const [one, other] = [waiter('read', 'claims'), waiter('read')];
		const room = roomWith(one, other);
		expect(room.count('read')).toBe(2);
		room.remove(one);
		room.remove(one);
		expect([room.has(one), room.has(other), room.count('read')]).toEqual([false, true, 1]);
		expect(room.lines().map(({ category }) => category)).toEqual(['all']);
	});
});
