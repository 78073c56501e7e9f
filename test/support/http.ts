/* eslint-disable @typescript-eslint/no-explicit-any -- what the server sends is untyped JSON */
/** Plain HTTP to a sandbox, so that no client of ours stands between a test and the server. */

export interface Reply {
	status: number;
	headers: Headers;
	/** The body as it came. */
	text: string;
	/** The body read as JSON; undefined when it is none. */
	json: any;
}

export interface Ask {
	method?: string;
	/** Bearer token; absent means no Authorization header. */
	token?: string;
	/** Sent as JSON. */
	json?: unknown;
	/** Sent as a form. */
	form?: Record<string, string>;
	/** Sent as it is, with the headers given. */
	body?: string | FormData;
	headers?: Record<string, string>;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** One request; redirects are not followed. The method is GET, or POST when there is a body. */
export async function ask(url: string, wanted: Ask = {}): Promise<Reply> {
	const { token, json, form } = wanted;
	const body =
		json !== undefined
			? JSON.stringify(json)
			: form !== undefined
				? new URLSearchParams(form).toString()
				: wanted.body;
	const type =
		json !== undefined
			? 'application/json'
			: form !== undefined
				? 'application/x-www-form-urlencoded'
				: undefined;
	const response = await fetch(url, {
		method: wanted.method ?? (body === undefined ? 'GET' : 'POST'),
		redirect: 'manual',
		headers: {
			...(token !== undefined && { authorization: `Bearer ${token}` }),
			...(type !== undefined && { 'content-type': type }),
			...wanted.headers,
		},
		body,
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parsed(text) };
}
