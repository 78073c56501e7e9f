import type { Row } from '../store/table.mts';

const escape = (text: string) =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export interface ConsentRequest {
	readonly action: string;
	readonly application: string;
	readonly scopes: readonly string[];
	readonly users: readonly Row[];
	/** Parameters of the authorization request, carried through the form. */
	readonly hidden: Readonly<Record<string, string>>;
}

function describe(user: Row): string {
	const permissions = (user.permissions ?? {}) as Record<string, unknown>;
	const lacks = [
		['settings', 'settings'],
		['access_billing', 'billing'],
		['access_clinical_notes', 'clinical notes'],
	]
		.filter(([key]) => permissions[key as string] !== true)
		.map(([, label]) => label);
	const rights = lacks.length > 0 ? `no ${lacks.join(', no ')}` : 'all permissions';
	return `${String(user.username)} (practice ${String(user.practice_group)}, ${rights})`;
}

/** The page on which a person allows an application to act for them. */
export function consentPage(request: ConsentRequest): string {
	const hidden = Object.entries(request.hidden)
		.map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
		.join('');
	const users = request.users
		.map(
			(user) =>
				`<option value="${escape(String(user.username))}">${escape(describe(user))}</option>`,
		)
		.join('');
	const scopes = request.scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('');
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<title>Allow ${escape(request.application)}?</title>
<style>
:root{color-scheme:light dark;--page:#f3f5f8;--card:#fff;--ink:#1c2733;--dim:#5b6875;--line:#d5dce4;--main:#1263c9}
@media(prefers-color-scheme:dark){:root{--page:#12171d;--card:#1b232c;--ink:#e6ebf0;--dim:#98a5b3;--line:#33404d;--main:#5aa2ff}}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:8vh auto;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{font-size:1.25rem;margin:0 0 .5rem}p{color:var(--dim);margin:.5rem 0}
ul{columns:2;padding-left:1.2rem;font-size:.85rem}
label{display:block;margin:1rem 0 .3rem;font-weight:600}
select{width:100%;padding:.5rem;border:1px solid var(--line);border-radius:6px;background:var(--page);color:inherit;font:inherit}
div{display:flex;gap:.75rem;margin-top:1.5rem}
button{flex:1;padding:.6rem;border-radius:6px;border:1px solid var(--line);background:none;color:inherit;font:inherit;cursor:pointer}
#allow{background:var(--main);border-color:var(--main);color:var(--card);font-weight:600}
</style></head><body><main>
<h1>Allow ${escape(request.application)} to use this practice?</h1>
<p>A sandbox with made-up data. The application asks for:</p>
<ul>${scopes}</ul>
<form method="post" action="${escape(request.action)}">${hidden}
<label for="user">Sign in as</label><select id="user" name="user">${users}</select>
<div><button id="allow" name="decision" value="allow">Allow</button>
<button id="cancel" name="decision" value="cancel">Cancel</button></div>
</form></main></body></html>`;
}
