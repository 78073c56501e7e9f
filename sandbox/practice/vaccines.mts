/** Vaccines by CVX code (CDC, public), with the months of age at which they are due. */
export interface Vaccine {
	name: string;
	cvx: string;
	cpt: string;
	maker: string;
	months: readonly number[];
	yearly?: true;
	share: number;
}

export const VACCINES: readonly Vaccine[] = [
	{
		name: 'DTaP',
		cvx: '20',
		cpt: '90700',
		maker: 'Willowbank Biologics',
		months: [2, 4, 6, 15, 54],
		share: 0.85,
	},
	{
		name: 'MMR',
		cvx: '03',
		cpt: '90707',
		maker: 'Northlight Vaccines',
		months: [12, 54],
		share: 0.88,
	},
	{
		name: 'Varicella',
		cvx: '21',
		cpt: '90716',
		maker: 'Northlight Vaccines',
		months: [13, 55],
		share: 0.84,
	},
	{
		name: 'HPV9',
		cvx: '165',
		cpt: '90651',
		maker: 'Northlight Vaccines',
		months: [135, 141],
		share: 0.6,
	},
	{
		name: 'Tdap',
		cvx: '115',
		cpt: '90715',
		maker: 'Willowbank Biologics',
		months: [134],
		share: 0.8,
	},
	{
		name: 'Influenza, injectable, quadrivalent',
		cvx: '150',
		cpt: '90686',
		maker: 'Willowbank Biologics',
		months: [0],
		yearly: true,
		share: 0.35,
	},
	{
		name: 'Zoster recombinant',
		cvx: '187',
		cpt: '90750',
		maker: 'Harrow Immunics',
		months: [605, 609],
		share: 0.4,
	},
	{
		name: 'Pneumococcal conjugate PCV20',
		cvx: '216',
		cpt: '90677',
		maker: 'Harrow Immunics',
		months: [782],
		share: 0.5,
	},
];
