/** What is entered can't be sent. run.ts makes an error of the node and the item from it. */
export class InvalidInput extends Error {
	/** @param message what is wrong, naming the field as the editor does @param description what to do */
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
	}
}

/** A whole file may have been entered as a text. */
const longQuote = /'([^']{100})[^']+'/g;

/** For a value that can't be sent. @param what goes on after the field's name */
export const unfit = (label: string, what: string): InvalidInput =>
	new InvalidInput(
		`'${label}' ${what.replace(longQuote, "'$1…'")}`,
		`Change '${label}', or what its expression gives for this item.`,
	);

export const isEmpty = (label: string): InvalidInput =>
	new InvalidInput(
		`'${label}' is empty`,
		`Enter a value in '${label}', or check what its expression gives for this item.`,
	);

/** What is wrong inside a list or a collection says of which. @throws InvalidInput */
export function inPlace<Value>(place: string, read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		throw error instanceof InvalidInput
			? new InvalidInput(`${place}: ${error.message}`, error.description)
			: error;
	}
}
