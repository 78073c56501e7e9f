/** Towns around the offices, with the area codes people there have. */
export interface Place {
	city: string;
	state: string;
	zip: string;
}

const EAST: readonly Place[] = [
	{ city: 'Rockville', state: 'MD', zip: '20850' },
	{ city: 'Rockville', state: 'MD', zip: '20852' },
	{ city: 'Silver Spring', state: 'MD', zip: '20901' },
	{ city: 'Silver Spring', state: 'MD', zip: '20906' },
	{ city: 'Bethesda', state: 'MD', zip: '20814' },
	{ city: 'Gaithersburg', state: 'MD', zip: '20878' },
	{ city: 'Germantown', state: 'MD', zip: '20874' },
	{ city: 'Wheaton', state: 'MD', zip: '20902' },
	{ city: 'Takoma Park', state: 'MD', zip: '20912' },
	{ city: 'Olney', state: 'MD', zip: '20832' },
	{ city: 'Laurel', state: 'MD', zip: '20707' },
	{ city: 'Washington', state: 'DC', zip: '20011' },
	{ city: 'Arlington', state: 'VA', zip: '22201' },
];
const WEST: readonly Place[] = [
	{ city: 'Naperville', state: 'IL', zip: '60540' },
	{ city: 'Naperville', state: 'IL', zip: '60563' },
	{ city: 'Aurora', state: 'IL', zip: '60504' },
	{ city: 'Aurora', state: 'IL', zip: '60506' },
	{ city: 'Lisle', state: 'IL', zip: '60532' },
	{ city: 'Wheaton', state: 'IL', zip: '60189' },
	{ city: 'Downers Grove', state: 'IL', zip: '60515' },
	{ city: 'Bolingbrook', state: 'IL', zip: '60440' },
	{ city: 'Plainfield', state: 'IL', zip: '60544' },
	{ city: 'Warrenville', state: 'IL', zip: '60555' },
	{ city: 'Gary', state: 'IN', zip: '46402' },
];

/** Towns from which the patients of an office come. */
export function placesOf(office: number): readonly Place[] {
	return office === 2 ? WEST : EAST;
}

const CODES = (
	'301 240 410 443 667 202 703 571 630 331 312 773 708 847 815 224 219 614 513 216 303 404 415 ' +
	'503 512 602 612 615 617 650 702 704 713 718 801 804 813 816 858 860 901 904 916 919'
).split(' ');

/**
 * A telephone number as v4 shows it, `(301) 555-0134`. 555-01xx is set aside for fiction; there are
 * some 4,400 of them here, handed out in turn.
 */
export function phone(turn: number): string {
	const place = (turn * 37 + 11) % (CODES.length * 100);
	return `(${CODES[Math.floor(place / 100)]}) 555-01${String(place % 100).padStart(2, '0')}`;
}
