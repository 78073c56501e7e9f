/** The parts of an OpenAPI document that the catalog reads. All scalars are text: see `generate.mts`. */
export interface SourceSchema {
	$ref?: string;
	type?: string;
	format?: string;
	readOnly?: string;
	enum?: unknown[];
	required?: string[];
	properties?: Record<string, SourceSchema>;
	items?: SourceSchema;
	'x-verbose-required'?: string[];
}

export interface SourceParameter {
	name: string;
	in: string;
	required?: string;
	schema: SourceSchema;
}

export interface SourceContent {
	content?: Record<string, { schema?: SourceSchema }>;
}

export interface SourceOperation {
	parameters?: SourceParameter[] | string;
	requestBody?: SourceContent;
	responses?: Record<string, SourceContent>;
	security?: Array<Record<string, string[]>> | string;
	'x-permissions'?: string[] | string;
}

export interface Source {
	info: { title: string; version: string };
	paths: Record<string, Record<string, SourceOperation>>;
	components: { schemas: Record<string, SourceSchema> };
}
