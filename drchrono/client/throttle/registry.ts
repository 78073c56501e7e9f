import type { Clock } from '../clock';
import type { ThrottleSettings } from './rule';
import { Throttle } from './throttle';

/** n8n loads a package's modules once per process, so this is shared by all nodes and executions. */
const throttles = new Map<string, { throttle: Throttle; settings: string }>();

/**
 * The throttle of an API application, the same for all who use it in this process.
 *
 * @param key stands for base URL and client id (hashed by the caller)
 * @param settings as the credential says now: a change reaches the running throttle
 * @param clock used by the first caller's throttle for good
 */
export function throttleFor(key: string, settings: ThrottleSettings, clock: Clock): Throttle {
	const written = JSON.stringify(settings);
	const known = throttles.get(key);
	if (known === undefined) {
		const throttle = new Throttle(settings, clock);
		throttles.set(key, { throttle, settings: written });
		return throttle;
	}
	if (known.settings !== written) {
		known.throttle.configure(settings);
		known.settings = written;
	}
	return known.throttle;
}
