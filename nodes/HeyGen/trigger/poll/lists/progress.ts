import type { ListedKind } from '../../../events/listed';
import type { HandedEvent } from '../../handover';
import type { Keys } from '../../dedupe/keys';
import type { Ids, ListState, PollingState } from '../../state/listState';
import type { SharedPages } from '../sharedHistory';
import { overlapMs } from './look';

/** An event that no execution is known to have recorded yet. */
export interface Undealt {
	kind: ListedKind;
	id: string;
	createdMs: number;
	wasOpen: boolean;
	handed: HandedEvent;
	keys: Keys;
	/** How often it was handed over. */
	times: number;
	/** When it may be handed over again, ms since 1970. */
	nextAtMs: number;
}

/** What this process knows about the lists. */
export class ListProgress {
	/** All ended jobs in it count as done; those that are not are in `undealt`. */
	state: PollingState | undefined;
	readonly undealt = new Map<string, Undealt>();
	/** The context of n8n's last poll: each activation has another one. */
	calledBy: object | undefined;
	/** When HeyGen was last asked, ms since 1970, with any result. */
	askedAtMs = -Infinity;
	/** The pages that were read last, by the path of the list. */
	readonly pages = new Map<string, SharedPages>();
	hasHandedOver = false;
	/** How many extra requests are allowed if a list could not be read at first. */
	earlyLooks = 10;

	add(undealt: Undealt): void {
		this.undealt.set(`${undealt.kind.path} ${undealt.id}`, undealt);
	}

	/**
	 * The state that may be stored, because it says no more than what was emitted.
	 * @param out events that are being emitted with it
	 */
	stored(out: readonly Undealt[] = []): PollingState | undefined {
		if (this.state === undefined) return undefined;
		const undealt = [...this.undealt.values()].filter((each) => !out.includes(each));
		const lists = Object.entries(this.state.lists).map(([path, list]) => {
			const ofList = undealt.filter(({ kind }) => kind.path === path);
			return [path, withUndealt(list, ofList)] as const;
		});
		return { ...this.state, lists: Object.fromEntries(lists) };
	}

	/** Drops entries that no poll asks for any more. */
	trim(): void {
		if (this.state === undefined) return;
		const undealt = [...this.undealt.values()];
		const lists = Object.entries(this.state.lists).map(([path, list]) => {
			const ofList = undealt.filter(({ kind }) => kind.path === path);
			const done = since(list.done, newestDealt(list, ofList) - overlapMs);
			return [path, { ...list, done }] as const;
		});
		this.state = { ...this.state, lists: Object.fromEntries(lists) };
	}
}

/** The next poll from this state finds the unfinished events again. */
function withUndealt(list: ListState, undealt: Undealt[]): ListState {
	const newestMs = newestDealt(list, undealt);
	const done = { ...since(list.done, newestMs - overlapMs) };
	for (const { id } of undealt) delete done[id];
	const wereOpen = undealt.filter(({ wasOpen }) => wasOpen);
	const open = wereOpen.map(({ id, createdMs }) => [id, createdMs] as const);
	return { ...list, newestMs, done, open: { ...list.open, ...Object.fromEntries(open) } };
}

const newestDealt = ({ newestMs }: ListState, undealt: Undealt[]): number =>
	undealt.reduce(
		(least, { createdMs, wasOpen }) => (wasOpen ? least : Math.min(least, createdMs)),
		newestMs,
	);

/** A larger burst is found again, and n8n's processed data knows its events. */
const mostDone = 5_000;

function since(done: Ids, fromMs: number): Ids {
	const kept = Object.entries(done).filter(([, createdMs]) => createdMs >= fromMs);
	return Object.fromEntries(kept.slice(-mostDone));
}
