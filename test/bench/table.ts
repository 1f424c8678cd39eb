import { spread, type Measured } from './passes';

const rounded = (value: number): string =>
	Math.abs(value) >= 99.5 ? value.toFixed(0) : value.toPrecision(2).replace(/\.0$/, '');

/** `12 (9–20)`: the median of the passes, the least and the most. */
export function shown(values: number[]): string {
	const { median, least, most } = spread(values);
	if (Number.isNaN(median)) return '–';
	return values.length > 1
		? `${rounded(median)} (${rounded(least)}–${rounded(most)})`
		: rounded(median);
}

/** A Markdown table; prettier pads it. */
export const table = (head: string[], rows: string[][]): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** One row a figure, one column a subject. */
export function figureTable(measured: Map<string, Measured[]>): string {
	const columns = [...measured.keys()];
	const figures = [...new Set([...measured.values()].flat().flatMap((pass) => Object.keys(pass)))];
	const rows = figures.map((figure) => [
		figure,
		...columns.map((column) =>
			shown((measured.get(column) ?? []).map((pass) => pass[figure] ?? NaN)),
		),
	]);
	return table(['', ...columns], rows);
}
