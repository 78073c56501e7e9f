import { faker } from '@faker-js/faker/locale/en';
import { faker as mexican } from '@faker-js/faker/locale/es_MX';

/** Names and streets drawn once per seed; 50,000 patients index into them. */
export interface Pools {
	female: string[];
	male: string[];
	surnames: string[];
	/** With accents, and combined into double surnames. */
	hispanicSurnames: string[];
	hispanicFemale: string[];
	hispanicMale: string[];
	streets: string[];
	employers: string[];
}

function distinct(count: number, draw: () => string): string[] {
	const seen = new Set<string>();
	for (let tries = 0; seen.size < count && tries < count * 20; tries++) seen.add(draw());
	return [...seen];
}

/** The same pools for the same seed; faker's own state is left seeded. */
export function makePools(seed: number): Pools {
	faker.seed(seed);
	mexican.seed(seed);
	return {
		female: distinct(400, () => faker.person.firstName('female')),
		male: distinct(400, () => faker.person.firstName('male')),
		surnames: distinct(450, () => faker.person.lastName()),
		hispanicSurnames: distinct(200, () => mexican.person.lastName().split(' ')[0] ?? ''),
		hispanicFemale: distinct(150, () => mexican.person.firstName('female')),
		hispanicMale: distinct(150, () => mexican.person.firstName('male')),
		streets: distinct(500, () => faker.location.street()),
		employers: distinct(200, () => faker.company.name()),
	};
}

/** Short forms under which the same person turns up elsewhere. */
export const NICKNAMES: Readonly<Record<string, string>> = {
	Abigail: 'Abby',
	Albert: 'Al',
	Alexander: 'Alex',
	Andrew: 'Andy',
	Anthony: 'Tony',
	Barbara: 'Barb',
	Benjamin: 'Ben',
	Catherine: 'Cathy',
	Charles: 'Charlie',
	Christina: 'Tina',
	Christine: 'Chris',
	Christopher: 'Chris',
	Daniel: 'Danny',
	David: 'Dave',
	Deborah: 'Debbie',
	Dorothy: 'Dottie',
	Edward: 'Ed',
	Elizabeth: 'Liz',
	Francisco: 'Paco',
	Frederick: 'Fred',
	Gabriel: 'Gabe',
	Gregory: 'Greg',
	Guadalupe: 'Lupita',
	Henry: 'Hank',
	James: 'Jim',
	Jennifer: 'Jen',
	Jessica: 'Jess',
	John: 'Jack',
	Jonathan: 'Jon',
	Joseph: 'Joe',
	Joshua: 'Josh',
	Katherine: 'Kate',
	Kenneth: 'Ken',
	Kimberly: 'Kim',
	Lawrence: 'Larry',
	Leonard: 'Leo',
	Margaret: 'Peggy',
	Matthew: 'Matt',
	Melissa: 'Missy',
	Michael: 'Mike',
	Nancy: 'Nan',
	Nathaniel: 'Nate',
	Nicholas: 'Nick',
	Pamela: 'Pam',
	Patricia: 'Pat',
	Patrick: 'Paddy',
	Peter: 'Pete',
	Philip: 'Phil',
	Rebecca: 'Becky',
	Richard: 'Rick',
	Robert: 'Bob',
	Ronald: 'Ron',
	Samantha: 'Sam',
	Samuel: 'Sam',
	Sandra: 'Sandy',
	Stephanie: 'Steph',
	Stephen: 'Steve',
	Susan: 'Sue',
	Theodore: 'Ted',
	Theresa: 'Terry',
	Thomas: 'Tom',
	Timothy: 'Tim',
	Victoria: 'Vicky',
	Vincent: 'Vinny',
	Walter: 'Walt',
	William: 'Bill',
	Zachary: 'Zach',
};

/** The formal names of `NICKNAMES`, by the gender that mostly bears them. */
export const FORMAL = {
	female: (
		'Abigail Barbara Catherine Christina Christine Deborah Dorothy Elizabeth Guadalupe Jennifer ' +
		'Jessica Katherine Kimberly Margaret Melissa Nancy Pamela Patricia Rebecca Samantha Sandra ' +
		'Stephanie Susan Theresa Victoria'
	).split(' '),
	male: (
		'Albert Alexander Andrew Anthony Benjamin Charles Christopher Daniel David Edward Francisco ' +
		'Frederick Gabriel Gregory Henry James John Jonathan Joseph Joshua Kenneth Lawrence Leonard ' +
		'Matthew Michael Nathaniel Nicholas Patrick Peter Philip Richard Robert Ronald Samuel Stephen ' +
		'Theodore Thomas Timothy Vincent Walter William Zachary'
	).split(' '),
} as const;
