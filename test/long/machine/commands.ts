import * as fc from 'fast-check';

import { advance, hours, minutes } from '../../engine/support/clock';
import { database } from '../../engine/support/database';
import { moments, type Moment } from '../../engine/support/sender';
import { gif } from '../../engine/support/made';
import type { World } from '../../engine/support/world';

/** What a command may ask of before it runs; `World` itself is the thing that is tested. */
export interface Model {
	world: World;
}

type Step = fc.AsyncCommand<Model, World>;

/** A command that tells itself in a counterexample. */
const command = (
	text: string,
	run: (world: World) => Promise<unknown> | unknown,
	check: (world: World) => boolean = () => true,
): Step => ({
	check: ({ world }) => check(world),
	run: async (_model, world) => {
		await run(world);
	},
	toString: () => text,
});

/** No list tells of a GIF, and polling has an account of its own. */
const isWebhook = ({ manner }: World): boolean => manner.isPolling !== true;

const isRunning = ({ isUp, isPublished }: World): boolean => isUp && isPublished;

const diskFull = () => {
	throw new Error('the disk is full');
};

async function whileDiskIsFull(world: World, work: () => Promise<unknown>): Promise<void> {
	world.n8n.whileStoring = diskFull;
	await work();
	world.n8n.whileStoring = () => {};
}

async function look(world: World): Promise<void> {
	await world.try(async () => await world.n8n.tick());
	await world.n8n.results();
}

const contents = fc.constantFrom('same', 'unique');

const deliveries = [
	contents.map((content) =>
		command(`deliver(${content})`, async (world) => await world.attempt(await world.make(content))),
	),
	contents.map((content) =>
		command(`lose(${content})`, async (world) => await world.make(content)),
	),
	fc.integer({ min: 1, max: 12 }).map((age) =>
		command(`loseLate(${age} min ago)`, async (world) => {
			await world.make('unique', minutes(age));
		}),
	),
	fc.integer({ min: 1, max: 12 }).map((age) =>
		command(`deliverBeforeListed(${age} min later)`, async (world) => {
			await world.attempt(await world.make('unique', minutes(age)));
		}),
	),
	fc.boolean().map((isLost) =>
		command(
			`makeGif(${isLost ? 'lost' : 'delivered'})`,
			async (world) => {
				const made = await world.make('unique', 0, gif);
				if (!isLost) await world.attempt(made);
			},
			isWebhook,
		),
	),
	fc.integer({ min: 20, max: 260 }).map((count) =>
		command(`loseMany(${count})`, async (world) => {
			await world.loseMany(world.manner.hasFiles === true ? Math.ceil(count / 15) : count);
		}),
	),
	fc.constantFrom<Moment>(...moments).map((moment) =>
		command(`hangUp(${moment})`, async (world) => {
			await world.breakOff(await world.make('unique'), moment);
		}),
	),
	fc.constantFrom<Moment>('before', 'while').map((moment) =>
		command(`hangUpAndStoreFails(${moment})`, async (world) => {
			const made = await world.make('unique');
			await whileDiskIsFull(world, async () => await world.breakOff(made, moment));
		}),
	),
	contents.map((content) =>
		command(`storeFails(${content})`, async (world) => {
			const made = await world.make(content);
			await whileDiskIsFull(world, async () => await world.attempt(made));
		}),
	),
	fc.constant(command('retry', async (world) => await world.retryAll())),
	fc.nat(5).map((index) =>
		command(`repeat(${index})`, async (world) => {
			const made = world.made[index];
			if (made?.isAcknowledged) await world.attempt(made);
		}),
	),
];

const times = [
	fc.integer({ min: 1, max: 25 }).map((count) =>
		command(`wait(${count} min)`, () => {
			advance(minutes(count));
		}),
	),
	fc.integer({ min: 1, max: 30 }).map((count) =>
		command(`wait(${count} h)`, async (world) => {
			advance(hours(count));
			// One that polls has looked meanwhile, or its next publication would start afresh.
			if (isRunning(world) && !isWebhook(world)) await look(world);
		}),
	),
	fc.constant(
		command(
			'tick',
			async (world) => {
				advance(minutes(10));
				await look(world);
			},
			isRunning,
		),
	),
	fc.constant(
		command(
			'tickStoreFails',
			async (world) => {
				advance(minutes(10));
				await whileDiskIsFull(world, async () => {
					await world.try(async () => await world.n8n.tick());
				});
			},
			isRunning,
		),
	),
];

/** What breaks once, of HeyGen's and of n8n's. */
const faults = [
	fc
		.tuple(
			fc.integer({ min: 1, max: 12 }),
			fc.constantFrom('does not arrive', 'is not answered' as const),
		)
		.map(([number, how]) =>
			command(`memoryFails(statement ${number} ${how})`, () => {
				database.failAt(number, how);
			}),
		),
	fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()).map(([times, isBehind]) =>
		command(
			`historyRefused(${times} times${isBehind ? ', behind its first page' : ''})`,
			({ account }) => {
				const path = '/v3/webhooks/events';
				if (isBehind) account.fault({ kind: 'slow', delayMs: 0, path });
				account.fault({ kind: 'status', status: 400, path, times });
			},
			({ manner }) => manner.generation === 'v3',
		),
	),
	fc.constant(
		command(
			'videoUnknownOnce',
			({ account }) => {
				account.fault({ kind: 'status', status: 404, method: 'GET', path: /^\/v3\/videos\// });
			},
			({ manner }) => manner.hasFiles === true,
		),
	),
	fc.constant(
		command(
			'linksExpire',
			({ account }) => {
				account.expireLinks();
			},
			({ manner }) => manner.hasFiles === true,
		),
	),
	fc.constant(
		command(
			'choose',
			async (world) => await world.choose(),
			(world) =>
				isWebhook(world) && isRunning(world) && !world.isToDie && world.manner.hasFiles !== true,
		),
	),
	fc.constant(
		command(
			'switchAccount',
			async (world) => await world.switchAccount(),
			(world) => isWebhook(world) && isRunning(world),
		),
	),
];

const lives = [
	fc.constant(
		command('restart', async (world) => await world.try(() => world.n8n.restart()), isRunning),
	),
	fc.constant(command('start', async (world) => await world.start())),
	fc.integer({ min: 0, max: 25 }).map((steps) =>
		command(
			`kill(after ${steps} steps)`,
			(world) => world.killAfter(steps),
			({ isUp }) => isUp,
		),
	),
	fc.constant(command('unpublish', async (world) => await world.unpublish(), isRunning)),
	fc.constant(
		command(
			'publish',
			async (world) => await world.publish(),
			({ isUp, isPublished }) => isUp && !isPublished,
		),
	),
	fc.constant(
		command(
			'rotate',
			({ account }) => {
				for (const { endpoint_id } of account.endpoints) account.rotate(endpoint_id);
			},
			({ manner }) => manner.generation === 'v3',
		),
	),
];

export const commands = [...deliveries, ...times, ...faults, ...lives];
