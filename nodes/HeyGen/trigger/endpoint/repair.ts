import { wordsOf } from '../../api/errors';
import type { ProcessMemory } from '../state/processMemory';
import { differences, inWords, sameUrl } from './differences';
import {
	findOurs,
	registrar,
	settle,
	type Found,
	type RegisteringTrigger,
	type Registrar,
} from './register';
import { isSecretChanged, newSignatures } from './secretHealth';

/**
 * Repairs this node's endpoint at HeyGen, while the workflow is active and for the URL that is
 * registered now. Nothing in an execution can cause this.
 * @returns the repaired problem; undefined if there was none
 */
export async function repairEndpoint(trigger: RegisteringTrigger): Promise<string | undefined> {
	const { memory, n8n } = trigger;
	return await memory.inTurn(async () => {
		const { url } = trigger.stored;
		if (!memory.isActive || url === undefined) return undefined;
		try {
			return await repair(await registrar(trigger, url));
		} catch (error) {
			n8n.logger.warn(`The webhook endpoint at HeyGen is not repaired yet: ${wordsOf(error)}`);
			return undefined;
		}
	});
}

async function repair(by: Registrar): Promise<string | undefined> {
	const { trigger } = by;
	const { memory } = trigger;
	const found = await findOurs(by);
	const reason = reasonOf(by, found);
	const isStale = reason === undefined && isSecretChanged(memory.signatures);
	const told = reason ?? (isStale ? 'its secret had changed' : unsaved(by, found));
	if (told === undefined) {
		memory.repair = undefined;
		return undefined;
	}
	if (!isDue(memory, told)) return undefined;
	const endpoint = await settle(by, isStale ? { ...found, registered: undefined } : found);
	trigger.store({ endpoint, former: found.former });
	if (isStale) memory.signatures = newSignatures();
	trigger.n8n.logger.info(`The webhook endpoint at HeyGen was repaired: ${told}`);
	return told;
}

function reasonOf({ wanted }: Registrar, { ours, registered }: Found): string | undefined {
	const own = ours.find(({ url }) => sameUrl(url, wanted.url));
	const [difference] = differences(own, wanted, registered);
	if (difference !== undefined) return inWords[difference];
	return ours.length > 1 ? 'a second one was removed' : undefined;
}

/** Other processes read static data, and can't verify with a secret that is known only here. */
const unsaved = ({ trigger }: Registrar, { registered }: Found): string | undefined =>
	registered === undefined || trigger.stored.endpoint?.secret === registered.secret
		? undefined
		: 'its secret was rotated by an action node';

/** A repair is tried at once, then after 2, 4, 8 … polls, because each costs an execution. */
function isDue(memory: ProcessMemory, reason: string): boolean {
	const polls = memory.repair?.reason === reason ? memory.repair.polls + 1 : 1;
	memory.repair = { reason, polls };
	return Number.isInteger(Math.log2(polls + 1));
}
