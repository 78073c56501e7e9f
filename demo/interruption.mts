/**
 * Resolves when the process is asked to end, which from now on does not end it by itself. The
 * listeners stay: under load tsx sends a signal twice, and the second would kill.
 */
export async function interruption(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
	});
}
