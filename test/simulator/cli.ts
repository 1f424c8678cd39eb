/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { createInterface } from 'readline';
import { parseArgs } from 'util';
import { runCommand } from './commands';
import { readConfirmed } from './confirmed';
import { startSimulator } from './index';
import type { Simulator } from './index';

const say = (text: string): void => void (text && process.stdout.write(`${text}\n`));

/** The port that was asked for, or else the next free one of the ten from 8080. */
async function start(port: number | undefined, timeScale: number): Promise<Simulator> {
	if (port !== undefined) return await startSimulator({ port, timeScale });
	for (let next = 8080; next < 8090; next++) {
		const simulator = await startSimulator({ port: next, timeScale }).catch(() => undefined);
		if (simulator) return simulator;
	}
	return await startSimulator({ timeScale });
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { port: { type: 'string' }, scale: { type: 'string', default: '1' } },
	});
	const port = values.port === undefined ? undefined : Number(values.port);
	const simulator = await start(port, Number(values.scale));
	say(`HeyGen simulator on ${simulator.url}`);
	say(`API key ${simulator.apiKey}, access token ${simulator.accessToken}`);
	const { day, answers } = readConfirmed();
	say(`${answers.length} of its answers confirmed by HeyGen itself${day ? `, ${day}` : ''}`);
	say((await runCommand(simulator, 'help')) ?? '');
	const lines = createInterface({ input: process.stdin });
	const stop = async (): Promise<void> => {
		lines.close();
		await simulator.close();
	};
	process.once('SIGINT', () => void stop());
	process.once('SIGTERM', () => void stop());
	for await (const line of lines) {
		const answer = await runCommand(simulator, line);
		if (answer === undefined) return await stop();
		say(answer);
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});
