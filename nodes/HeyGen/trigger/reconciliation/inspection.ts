import type { IPollFunctions } from 'n8n-workflow';

import { wordsOf } from '../../api/errors';
import { differences, inWords, sameUrl, type Wanted } from '../differences';
import { memoryOf, newSignatures, type TriggerMemory } from '../memory';
import { findOurs, heldHere, registrar, settle, wantedOf, type Registrar } from '../registration';
import { isSecretChanged, isSuspect, noteSeen } from '../signatures';
import { askWitness } from '../witnesses';
import { hold, isSaved } from '../held';
import { readStored, type Held } from '../stored';

/**
 * Puts right what is wrong with this node's endpoint at HeyGen, while the workflow is active and for
 * the URL that is registered now. Nothing that an execution holds can do this.
 * @returns what was repaired, which is saved only when the poll emits; undefined when nothing was
 */
export async function repairEndpoint(
	context: IPollFunctions,
	tickMs: number,
): Promise<string | undefined> {
	const memory = memoryOf(context);
	return await memory.inTurn(async () => {
		const { url } = readStored(context);
		if (!memory.isActive || url === undefined) return undefined;
		try {
			const parameters = ['events', 'options'].map((name) => context.getNodeParameter(name, {}));
			const wanted = wantedOf(context.getNode(), url, parameters[0], parameters[1]);
			return await repair(await registrar(context), wanted, memory, tickMs);
		} catch (error) {
			context.logger.warn(`The webhook endpoint at HeyGen is not repaired yet: ${wordsOf(error)}`);
			return undefined;
		}
	});
}

async function repair(
	by: Registrar,
	wanted: Wanted,
	memory: TriggerMemory,
	tickMs: number,
): Promise<string | undefined> {
	const { context } = by;
	const held = await heldHere(by, wanted);
	const ours = await findOurs(by, wanted, held);
	const own = ours.find(({ url }) => sameUrl(url, wanted.url));
	const [difference] = differences(own, wanted, held);
	const isStale = difference === undefined && (await isSecretDead(context, held, memory, tickMs));
	const reason = reasonOf(context, difference && inWords[difference], isStale, held);
	if (reason === undefined) {
		memory.repair = undefined;
		return undefined;
	}
	if (!isDue(memory, reason)) return undefined;
	hold(context, await settle(by, wanted, ours, isStale ? undefined : held));
	if (isStale) memory.signatures = newSignatures();
	context.logger.info(`The webhook endpoint at HeyGen was repaired: ${reason}`);
	return reason;
}

/** More than enough for the few processors that there are. */
const mostAsked = 8;

/** Where executions run elsewhere, deliveries may be taken elsewhere too. */
async function isSecretDead(
	context: Registrar['context'],
	held: Held | undefined,
	{ signatures, executesHere }: TriggerMemory,
	tickMs: number,
): Promise<boolean> {
	for (let asked = 0; asked < mostAsked; asked++) {
		if (held === undefined || executesHere || !isSuspect(signatures, tickMs)) break;
		const seen = await askWitness(context, held.url, held.secret).catch(() => undefined);
		if (seen === undefined) break;
		noteSeen(signatures, seen);
	}
	return isSecretChanged(signatures, tickMs);
}

function reasonOf(
	context: IPollFunctions | Registrar['context'],
	difference: string | undefined,
	isStale: boolean,
	held: Held | undefined,
): string | undefined {
	if (difference !== undefined) return difference;
	if (isStale) return 'its secret had changed';
	return held === undefined || isSaved(context, held)
		? undefined
		: 'its secret was rotated by an action node';
}

/** Tried at once, then after 2, 4, 8 … ticks: each costs an execution. */
function isDue(memory: TriggerMemory, reason: string): boolean {
	const before = memory.repair?.reason === reason ? memory.repair : undefined;
	const ticks = before === undefined ? 0 : before.ticks + 1;
	const tries = before?.tries ?? 0;
	const due = before === undefined || ticks >= 2 ** tries;
	memory.repair = { reason, tries: tries + (due ? 1 : 0), ticks: due ? 0 : ticks };
	return due;
}
