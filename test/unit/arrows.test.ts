/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Who may import whom, written from the top down: only what stands further down, and itself. */
const action = ['nodes', 'methods', 'resources', 'waiting', 'operation', 'auth', 'api', 'shared'];
const trigger = ['nodes', 'methods', 'trigger', 'auth', 'events', 'api', 'shared'];

const root = path.join(__dirname, '../../nodes/HeyGen');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
	.map((file) => file.replaceAll(path.sep, '/'))
	.filter((file) => file.endsWith('.ts'));

/** A file beside the folders is a node, or the credential's choice, or a helper without imports. */
function roomOf(file: string): string {
	const [room = '', inside] = file.split('/');
	if (inside !== undefined) return room;
	if (room.endsWith('.node')) return 'nodes';
	return room === 'authentication' ? 'auth' : 'shared';
}

const arrows = files.flatMap((file) => {
	const text = readFileSync(path.join(root, file), 'utf8');
	return [...text.matchAll(/from '(\.[^']*)'/g)].map(([, to = '']) => {
		const target = path.posix.join(path.posix.dirname(file), to);
		return [roomOf(file.replace(/\.ts$/, '')), roomOf(target), `${file} -> ${target}`] as const;
	});
});

/** What the tree does not yet keep to: the list only gets shorter. */
const known = ['resources -> events', 'operation -> events', 'resources -> trigger'];

it('goes down only, from one room of the house to another', () => {
	const isDown = (from: string, to: string): boolean =>
		from === to ||
		[action, trigger].some((rooms) => {
			const [above, below] = [rooms.indexOf(from), rooms.indexOf(to)];
			return above >= 0 && below > above;
		});
	const up = arrows.filter(
		([from, to]) => !isDown(from, to) && !known.includes(`${from} -> ${to}`),
	);
	expect(up.map(([, , words]) => words)).toEqual([]);
	expect(arrows.length).toBeGreaterThan(400);
});
