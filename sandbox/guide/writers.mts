import type { Row } from '../store/table.mts';
import type { World } from '../world.mts';
import { appointmentWriter } from './appointments.mts';
import { insuranceWriter } from './insurances.mts';
import { patientWriter } from './patients.mts';

type Body = Readonly<Record<string, unknown>>;

/** How a guide record becomes a v4 row. */
export interface Writer {
	/** `made` is false when the record was there already (idempotent by external id). */
	create(world: World, body: Body): { row: Row; made: boolean };
	update(world: World, row: Row, body: Body): Row;
	remove(world: World, row: Row): void;
}

export const WRITERS: Readonly<Record<string, Writer>> = {
	appointments: appointmentWriter,
	patient_insurances: insuranceWriter,
	patients: patientWriter,
};
