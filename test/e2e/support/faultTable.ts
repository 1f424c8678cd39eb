/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { faults, type FaultName } from './faults';

/** One fault, as a test saw it. */
export interface SeenFault {
	/** The name of the row. */
	fault: FaultName;
	/** what HeyGen sees */
	heygen: string;
	/** what a person sees in n8n */
	person: string;
	lost: number;
	twice: number;
	/** Numbers of the run, which another run need not repeat. */
	figures: string;
	/** What else another run need not repeat. */
	varies?: Array<'heygen' | 'lost'>;
}

/** A run that writes the table does all that the words say; the usual one does less of the same. */
export const writesTables = process.env.HEYGEN_E2E_TABLES === '1';

const root = join(__dirname, '..', '..', '..');
const file = join(root, 'docs', 'faults.md');
const prettier = join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
const section = /(<!-- faults:start -->)([\s\S]*?)(<!-- faults:end -->)/;
const head = ['Fault', 'HeyGen sees', 'You see', 'Lost', 'Twice', 'In figures'];
const columns = ['fault', 'heygen', 'person', 'lost', 'twice', 'figures'] as const;
/** No row of what breaks has more than its name. */
const headingOf = (group: string): string[] => [`**${group}**`, '', '', '', '', ''];

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

const rowOf = (seen: SeenFault): string[] =>
	columns.map((column) => String(seen[column]).replaceAll('|', '\\|').replaceAll('\n', ' '));

/** In the order of the list, without what is no longer in it. */
const inOrder = (rows: Map<string, string[]>): string[][] =>
	Object.entries(faults).flatMap(([group, names]) => {
		const known = names.flatMap((name) => [rows.get(name) ?? []]).filter((row) => row.length > 0);
		return known.length > 0 ? [headingOf(group), ...known] : [];
	});

function write(text: string, rows: Map<string, string[]>): void {
	const lines = [head, head.map(() => '---'), ...inOrder(rows)].map(
		(cells) => `| ${cells.join(' | ')} |`,
	);
	writeFileSync(
		file,
		text.replace(
			section,
			(_all, start: string, _old: string, end: string) =>
				`${start}\n\n${lines.join('\n')}\n\n${end}`,
		),
	);
	execFileSync(process.execPath, [prettier, '--write', file], { cwd: root, stdio: 'ignore' });
}

/**
 * With HEYGEN_E2E_TABLES=1 this goes into the table of docs/faults.md. Otherwise it has to stand there, but
 * for its figures: so the table cannot say what is not seen.
 */
export function showFault(seen: SeenFault): void {
	const text = readFileSync(file, 'utf8');
	const rows = readRows(text);
	const row = rowOf(seen);
	if (writesTables) {
		write(text, rows.set(seen.fault, row));
		return;
	}
	const varying = new Set<string>(['figures', ...(seen.varies ?? [])]);
	const compared = (cells: string[] = []): string[] =>
		cells.filter((_cell, index) => !varying.has(columns[index] ?? ''));
	expect(compared(row)).toEqual(compared(rows.get(seen.fault)));
}
