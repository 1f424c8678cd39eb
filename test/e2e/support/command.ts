/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { spawn } from 'node:child_process';

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Whom it runs as; the own account by default. */
	uid?: number;
	gid?: number;
	/** What a person reads while the command is at work; without it nothing is written. */
	label?: string;
}

const heartbeatMs = 10_000;
const keptOutput = 4_000;

export const say = (text: string): boolean => process.stdout.write(`[e2e] ${text}\n`);

/** Writes a line every ten seconds, so that a person sees it is alive. */
function heartbeat(label: string): () => void {
	const startedMs = Date.now();
	say(`${label} ...`);
	const timer = setInterval(() => {
		say(`${label} ... ${Math.round((Date.now() - startedMs) / 1_000)} s`);
	}, heartbeatMs);
	return () => clearInterval(timer);
}

/**
 * Runs a command to its end.
 * @returns what it wrote to stdout
 * @throws Error with the end of its output when it does not exit with 0
 */
export async function run(
	command: string,
	args: string[],
	{ label, ...options }: CommandOptions,
): Promise<string> {
	const stop = label ? heartbeat(label) : undefined;
	const child = spawn(command, args, {
		env: process.env,
		...options,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let stdout = '';
	let both = '';
	child.stdout.on('data', (chunk: Buffer) => {
		stdout += chunk.toString();
		both += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		both += chunk.toString();
	});
	return await new Promise<string>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve(stdout);
			else
				reject(new Error(`${command} ${args.join(' ')}: exit ${code}\n${both.slice(-keptOutput)}`));
		});
	}).finally(stop);
}
