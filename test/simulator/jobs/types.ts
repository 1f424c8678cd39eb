import type { EmittedEvent, JsonObject } from '../types';
import type { JobKind } from './kinds';

/** How a job is to end. */
export interface Ending {
	/** completed unless told; cancelled only where the kind knows it. */
	outcome?: 'completed' | 'failed' | 'cancelled';
	/** The reason of a failure. */
	message?: string;
	/** The code of a failure, where the kind has one. */
	code?: string;
	/** Size of the finished file. */
	bytes?: number;
	/** More keys for the finished resource, over those that are made up. */
	result?: JsonObject;
}

/** What becomes of `callback_url`. Everything is off unless set. */
export interface CallbackPlan {
	/** false: nobody is called. */
	send?: boolean;
	/** So many calls at the same moment; 1 unless told. */
	copies?: number;
	/** So many further calls, one after the other, once the first was answered. */
	again?: number;
	/** Called while the API still tells of an open job; it ends so many ms after the first answer. */
	earlyMs?: number;
	/** Sent in place of the true body. */
	body?: unknown;
	/** Waits so long before the first call. */
	delayMs?: number;
	/** Hangs up when there is no answer after so long; 10 s unless told. */
	hangUpMs?: number;
	/** The API tells of an open job this many times after the end. */
	staleLooks?: number;
	/** The API answers 503 about the job this many times after the end. */
	downLooks?: number;
	/** Waits before each further attempt while the answer is not 2xx; scaled by `timeScale`. */
	retryMs?: readonly number[];
}

/** What becomes of a file after its upload is completed. */
export interface UploadPlan {
	/** The API tells of an open job this many times after that. */
	staleLooks?: number;
	/** Set: the file is refused with this text. */
	message?: string;
}

export interface FinishOptions extends Ending {
	callback?: CallbackPlan;
	/** false: the event goes into the history only. */
	deliver?: boolean;
}

export interface CallbackAttempt {
	kind: JobKind | 'batch';
	jobId: string;
	url: string;
	body: unknown;
	attempt: number;
	/** 0 = no complete answer within the limit. */
	status: number;
	answer: string;
	durationMs: number;
	at: number;
}

export interface FinishedJob {
	kind: JobKind | 'batch';
	id: string;
	/** What registered endpoints were told; null where HeyGen has no event. */
	event: EmittedEvent | null;
	/** The first attempt of each callback. */
	callbacks: CallbackAttempt[];
	/** Resolves when no attempt is to come any more. */
	settled: Promise<void>;
}
