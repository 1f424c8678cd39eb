/** One node of this package, and what it stands for now. */
export interface Converted {
	node: string;
	/** As the node's panel says it: 'Video: Create and Wait'. */
	operation: string;
	/** Names of the nodes that went. */
	replaces: string[];
	/** What is lost, what means something else, and what is to be done. */
	notes: string[];
}

export interface Report {
	converted: Converted[];
	/** What other nodes read. */
	expressions: Array<{ node: string; before: string; after: string }>;
	/** What speaks to HeyGen and stayed as it was. */
	left: Array<{ node: string; why: string }>;
	/** Nodes in which a key of HeyGen's stands, and is to be deleted. */
	keys: string[];
}

/** 'createAndWait' as 'Create and Wait'. */
export function operationName(resource: string, operation: string): string {
	const names: Readonly<Record<string, string>> = {
		getAll: 'Get Many',
		generate: 'Generate Video',
		generateAndWait: 'Generate Video and Wait',
		getLanguages: 'Get Many Languages',
	};
	return `${words(resource)}: ${names[operation] ?? words(operation).replace(' And ', ' and ')}`;
}

const words = (name: string): string =>
	name.replace(/[A-Z]/g, ' $&').replace(/^./, (first) => first.toUpperCase());
