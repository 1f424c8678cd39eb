import type { Workflow } from '../../convert';
import { awkwardCases } from './awkward';
import { plainCases } from './plain';
import { strangeCases } from './strange';

/** An old workflow of our own, with what is to come of it. */
export interface Case {
	name: string;
	workflow: Workflow;
	/**
	 * A run ends with the link of a finished video in the node Done; it only creates; or the report says why
	 * a person has to do something first.
	 */
	ends?: 'created' | { left: RegExp };
	/** What the simulator is asked to do with the video. */
	fails?: true;
	/** The node that starts it, where it is not Start. */
	start?: string;
	/** The node with the link, where it is not Done. */
	last?: string;
}

export const cases: Case[] = [...plainCases, ...awkwardCases, ...strangeCases];
export const awkward = [...awkwardCases, ...strangeCases].length;
