/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FaultName } from './faults';

/** One fault, as a test saw it. */
export interface SeenFault {
	/** The name of the row. */
	fault: FaultName;
	/** Undefined where it is another number each time. */
	lost?: number;
	twice: number;
	/** Numbers of the run, which another run need not repeat. */
	figures: string;
	/** Words for a person, which are not compared: what HeyGen sees, and what is seen in n8n. */
	heygen?: string;
	person?: string;
	varies?: string[];
}

/** A run that writes the table does all that the words say; the usual one does less of the same. */
export const writesTables = process.env.HEYGEN_E2E_TABLES === '1';

const root = join(__dirname, '..', '..', '..');
const file = join(root, 'docs', 'faults.md');
const prettier = join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
const section = /(<!-- faults:start -->)([\s\S]*?)(<!-- faults:end -->)/;
/** Fault, HeyGen sees, You see, Lost, Twice, In figures. */
const [lostAt, twiceAt, figuresAt] = [3, 4, 5];

const cellsOf = (line: string): string[] =>
	line
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());

/** All lines of the table by their first cell, in their order. */
export function readRows(text: string): Map<string, string[]> {
	const lines = (section.exec(text)?.[2] ?? '').split('\n').filter((line) => line.startsWith('|'));
	return new Map(lines.slice(2).map((line) => [cellsOf(line)[0] ?? '', cellsOf(line)]));
}

function writeRow(text: string, name: string, cells: string[]): void {
	const lines = text
		.split('\n')
		.map((line) => (cellsOf(line)[0] === name ? `| ${cells.join(' | ')} |` : line));
	writeFileSync(file, lines.join('\n'));
	execFileSync(process.execPath, [prettier, '--write', file], { cwd: root, stdio: 'ignore' });
}

/**
 * How many events were lost or came twice has to be what docs/faults.md says; its words are free. With
 * HEYGEN_E2E_TABLES=1 the numbers go into the table.
 */
export function showFault({ fault, lost, twice, figures }: SeenFault): void {
	const text = readFileSync(file, 'utf8');
	const cells = readRows(text).get(fault);
	if (cells === undefined) throw new Error(`docs/faults.md has no row "${fault}"`);
	const seen = [...cells];
	if (lost !== undefined) seen[lostAt] = String(lost);
	seen[twiceAt] = String(twice);
	if (writesTables) {
		seen[figuresAt] = figures.replaceAll('|', '\\|').replaceAll('\n', ' ');
		writeRow(text, fault, seen);
	} else {
		expect(seen).toEqual(cells);
	}
}
