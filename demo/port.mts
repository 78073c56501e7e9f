import { createServer } from 'node:net';

/** A port of the loopback interface that is free now: the wanted one if it is, else any. */
export async function freePort(wanted = 0): Promise<number> {
	return await new Promise<number>((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (wanted !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) {
				resolve(freePort());
			} else {
				reject(error);
			}
		});
		server.listen(wanted, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
