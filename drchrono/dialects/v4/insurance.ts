import type { InsuranceDialect } from '../insurance';
import { authorizations } from './authorizations';
import { coverage } from './coverage';
import { eligibility } from './eligibility';
import { payers } from './payers';

export const insurance: InsuranceDialect = { coverage, payers, eligibility, authorizations };
