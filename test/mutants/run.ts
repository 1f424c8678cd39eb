/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { isObject, type JsonObject } from '../../nodes/HeyGen/narrow';
import { copyCheckout, found, mutated } from './checkout';
import { mutants } from './list';
import type { Mutant } from './mutant';
import { Tests } from './tests';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const results = join(__dirname, 'results.json');

interface Result {
	file: string;
	/** The project that noticed it; else 'later', 'nobody', or what kept it from being tried. */
	noticed: string;
	test?: string;
	seconds: number;
}

async function tryOne(
	folder: string,
	tests: Tests,
	mutant: Mutant,
	isNearOnly: boolean,
): Promise<Result> {
	const { file, later } = mutant;
	const startMs = Date.now();
	const seconds = (): number => Math.round((Date.now() - startMs) / 1_000);
	try {
		if (found(mutant) !== 1) throw new Error(`its original stands ${found(mutant)} times in it`);
		if (later !== undefined) return { file, noticed: 'later', test: later, seconds: 0 };
		const by = await mutated(
			folder,
			mutant,
			async (path) => await tests.whoNotices(path, mutant, isNearOnly),
		);
		return by === undefined
			? { file, noticed: 'nobody', seconds: seconds() }
			: { file, noticed: by.by, test: by.test, seconds: seconds() };
	} catch (error) {
		return { file, noticed: `not tried: ${String(error)}`, seconds: seconds() };
	}
}

/** What was found before about mutants that are still in the list. */
function known(): JsonObject {
	const value: unknown = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
	const names = new Set(mutants.map(({ name }) => name));
	const kept = Object.entries(isObject(value) ? value : {}).filter(([name]) => names.has(name));
	return Object.fromEntries(kept);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			only: { type: 'string' },
			near: { type: 'boolean', default: false },
			left: { type: 'boolean', default: false },
		},
	});
	const { only = '', near, left } = values;
	const found = known();
	const chosen = mutants
		.filter(({ name, file }) => name.includes(only) || file.includes(only))
		.filter(({ name }) => !left || !(name in found));
	// Unit tests take seconds, those of the engine up to a minute.
	const isSlow = ({ near }: Mutant): number =>
		near.filter((each) => each.startsWith('engine/')).length;
	chosen.sort((one, other) => isSlow(one) - isSlow(other));
	const { folder, remove } = copyCheckout();
	const tests = new Tests(folder);
	const counts = new Map<string, number>();
	process
		.on('SIGINT', () => process.exit(130))
		.on('exit', () => {
			tests.close();
			remove();
		});
	for (const [index, mutant] of chosen.entries()) {
		const result = await tryOne(folder, tests, mutant, near);
		const { noticed, test = '', seconds } = result;
		found[mutant.name] = result;
		counts.set(noticed, (counts.get(noticed) ?? 0) + 1);
		say(`${index + 1}/${chosen.length} ${noticed} ${seconds} s  ${mutant.file}: ${mutant.name}`);
		if (test !== '') say(`      ${test}`);
		writeFileSync(results, `${JSON.stringify(found, null, '\t')}\n`);
	}
	tests.close();
	say([...counts].map(([noticed, count]) => `${noticed}: ${count}`).join(', '));
	const isNoticed = (noticed: string): boolean => ['unit', 'engine', 'later'].includes(noticed);
	if (chosen.length === 0 || ![...counts.keys()].every(isNoticed)) process.exitCode = 1;
}

void main();
