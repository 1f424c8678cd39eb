/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { found, root } from '../../mutants/checkout';
import { mutants } from '../../mutants/list';
import results from '../../mutants/results.json';

describe('the list of mutants', () => {
	it('has at least 90, each with a name of its own', () => {
		expect(mutants.length).toBeGreaterThanOrEqual(90);
		expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
	});

	it('finds the original of each once in its file', () => {
		const lost = mutants.filter((mutant) => found(mutant) !== 1);
		expect(lost.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
	});

	it('changes something, and names tests that are there', () => {
		expect(mutants.filter(({ from, to }) => from === to)).toEqual([]);
		const near = new Set(mutants.flatMap((mutant) => mutant.near));
		const isThere = (path: string): boolean =>
			[path, `${path}.test.ts`].some((each) => existsSync(join(root, 'test', each)));
		expect([...near].filter((path) => !isThere(path))).toEqual([]);
		expect(mutants.filter((mutant) => mutant.near.length === 0)).toEqual([]);
	});

	it('was noticed, each, when it was last tried, in two hours together', () => {
		const found: Record<string, { noticed: string; seconds: number }> = results;
		const noticed = ['unit', 'engine', 'later'];
		const left = mutants.filter(({ name }) => !noticed.includes(found[name]?.noticed ?? ''));
		expect(left.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
		const seconds = mutants.reduce((sum, { name }) => sum + (found[name]?.seconds ?? 0), 0);
		expect(seconds).toBeLessThan(120 * 60);
	});

	it('is noticed by `npm test` nine times of ten', () => {
		const later = mutants.filter((mutant) => mutant.later !== undefined);
		expect(later.length).toBeLessThanOrEqual(mutants.length / 10);
	});
});
