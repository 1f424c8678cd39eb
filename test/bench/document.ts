/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import type { Installed } from '../e2e/support/install';
import type { Calls } from './calls';
import { ratios, type Measured } from './passes';
import { names } from './subjects';
import { figureTable, shown, table } from './table';

type Figures = Map<string, Measured[]>;

export interface Findings {
	own: Figures;
	single: Figures;
	loaded: Figures;
	refused: Figures;
	repeated: Figures;
	remembered: Figures;
	accounts: Figures;
	waiting: Figures;
	/** Executions that were parked, by the node that parked them. */
	woken: Figures;
	/** What goes on meanwhile, by how many they are. */
	parked: Figures;
	calls: Calls;
	queue?: Figures;
}

const file = join(__dirname, '..', '..', 'docs', 'benchmarks.md');

const versionOf = (folder: string, name: string): string => {
	const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
	const { version }: { version: string } = JSON.parse(text);
	return version;
};

/** Ours in each pass over the other's in the same pass. */
function besides(figures: Figures, others: string[]): string {
	const ours = figures.get(names.heygen) ?? [];
	const rows = Object.keys(ours[0] ?? {}).map((figure) => [
		figure,
		...others.map((other) => shown(ratios(ours, figures.get(other) ?? [], figure))),
	]);
	return table([`${names.heygen} =`, ...others.map((other) => `times the ${other}`)], rows);
}

const callsTable = (calls: Calls): string =>
	table(
		['', 'Calls'],
		[
			['Activation', calls.activation.map((call) => `\`${call}\``).join(', ')],
			['Deactivation', calls.deactivation.map((call) => `\`${call}\``).join(', ')],
			[
				'An hour of idling at the default interval',
				`${calls.idleAnHour.toFixed(1)} (${calls.idleCalls} calls in ${calls.idleTicks} looks, six looks an hour)`,
			],
		],
	);

const queuePart = (queue: Figures | undefined): string =>
	queue === undefined ? 'Not measured.' : figureTable(queue);

/** What stands in docs/benchmarks.md: numbers from this run, words around them. */
function textOf(found: Findings, { folder, node }: Installed, passes: number): string {
	const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
	const day = new Date().toISOString().slice(0, 10);
	return `# Figures

Made by \`npm run bench\`: don't change by hand. ${day}, n8n ${versionOf(folder, 'n8n')} on Node.js ${nodeVersion(node)}, SQLite where nothing else is said; ${machine}, shared with other work, so trust the ratios rather than the absolute figures.

Each figure is the median of ${passes} passes, with the minimum and maximum in brackets. Figures that are compared were measured in turns in the same run.

## A delivery, beside n8n's own triggers

The same n8n and the same next node. The GitHub Trigger also verifies a signature but does not recognize repeats; the Webhook node does neither.

${figureTable(found.single)}

${besides(found.single, [names.gitHub, names.webhook])}

${figureTable(found.loaded)}

${besides(found.loaded, [names.gitHub, names.webhook])}

The rest of the difference to the Webhook node is n8n's expression engine: n8n sets up an isolated one for the webhook of every trigger except its own Webhook node. [The trigger's own time](#the-triggers-own-time) shows its own part.

## Forgeries and repeats

${figureTable(new Map([...found.refused, ...[...found.repeated].map(([name, all]): [string, Measured[]] => [`${name}, repeats`, all])]))}

## The trigger's own time

The time the trigger spends on the bytes before n8n continues, compared with a bare HMAC-SHA256 of the same bytes, in one thread of the Node.js that ran the benchmark (${process.version}).

${figureTable(found.own)}

By the number of remembered events:

${figureTable(found.remembered)}

By the number of endpoints in the account:

${figureTable(found.accounts)}

## From HeyGen's event to the next node

${figureTable(found.waiting)}

HeyGen's own n8n package has no comparable trigger: it registers nothing, and its webhook throws an error.

## Create and Wait

A callback that resumes a parked execution, compared with n8n's own Wait node, which sends no request; with the same nodes before and after.

${figureTable(found.woken)}

By the number of parked executions, without callbacks:

${figureTable(found.parked)}

## Calls to HeyGen

${callsTable(found.calls)}

## Queue mode

PostgreSQL (without fsync) and Redis on the same machine, a main, two webhook processors, 20 senders.

${queuePart(found.queue)}
`;
}

/** As \`node --version\` says; its folder names it too. */
function nodeVersion(node: string): string {
	const manifest = join(node, '..', '..', 'package.json');
	try {
		const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'));
		return version;
	} catch {
		return process.versions.node;
	}
}

export async function documentOf(
	found: Findings,
	installed: Installed,
	passes: number,
): Promise<string> {
	const options = (await resolveConfig(file)) ?? {};
	return await format(textOf(found, installed, passes), { ...options, parser: 'markdown' });
}

export const writeDocument = (text: string): void => writeFileSync(file, text);
