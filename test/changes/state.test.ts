import { kept, keptOf, type FeedState } from '../../drchrono/changes/state';

const feed: FeedState = { phase: 'following', watermark: 20, floor: 10, seen: { '5': ['1'] } };

function state(of: FeedState = feed) {
	return kept({ source: 'practice', askedAt: 30, zones: ['US/Eastern'], zonesAt: 25, feed: of });
}

test('comes back from JSON as it was', () => {
	const waiting: FeedState = { phase: 'waiting', since: 5, by: 'host' };
	for (const each of [state(), state(waiting)]) {
		expect(keptOf(JSON.parse(JSON.stringify(each)), 'practice')).toEqual(each);
	}
});

test('another source starts anew', () => {
	expect(keptOf(state(), 'another practice')).toBeNull();
});

test.each([
	['nothing', undefined],
	['text', 'practice'],
	['another version', { ...state(), v: 99 }],
	['no feed', { ...state(), feed: undefined }],
	['a watermark that is none', { ...state(), feed: { ...feed, watermark: null } }],
	['seen keys that are none', { ...state(), feed: { ...feed, seen: ['1'] } }],
	['a beginning that is none', { ...state(), feed: { phase: 'waiting', since: 'now' } }],
])('%s starts anew', (_, json) => {
	expect(keptOf(json, 'practice')).toBeNull();
});

test('is a copy: n8n hands out proxies of what is stored', () => {
	const json = state();
	const read = keptOf(json, 'practice');
	expect(read).not.toBe(json);
	expect(read?.feed).not.toBe(json.feed);
});
