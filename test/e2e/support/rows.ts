/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './command';

/** One fault in docs/reliability.md, as a test saw it. */
export interface Row {
	fault: string;
	/** what HeyGen sees */
	heygen: string;
	/** what a person sees in n8n */
	person: string;
	lost: number;
	twice: number;
}

const root = join(__dirname, '..', '..', '..');
const file = join(root, 'docs', 'reliability.md');
const head = ['What happens', 'HeyGen sees', 'A person sees in n8n', 'Lost', 'Twice'];

const tableOf = (rows: Row[]): string =>
	[
		head,
		head.map(() => '---'),
		...rows.map(({ fault, heygen, person, lost, twice }) => [
			fault,
			heygen,
			person,
			String(lost),
			String(twice),
		]),
	]
		.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
		.join('\n');

/** What the tests of a file saw, put between the markers of that name with HEYGEN_E2E_TABLES=1. */
export class Rows {
	private readonly rows: Row[] = [];

	constructor(private readonly name: string) {}

	add(row: Row): void {
		this.rows.push(row);
	}

	async save(): Promise<void> {
		if (process.env.HEYGEN_E2E_TABLES !== '1' || this.rows.length === 0) return;
		const markers = new RegExp(
			`(<!-- ${this.name}:start -->)[\\s\\S]*?(<!-- ${this.name}:end -->)`,
		);
		const text = readFileSync(file, 'utf8').replace(
			markers,
			(_all, start: string, end: string) => `${start}\n\n${tableOf(this.rows)}\n\n${end}`,
		);
		writeFileSync(file, text);
		const prettier = join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
		await run(process.execPath, [prettier, '--write', file], { cwd: root });
	}
}
