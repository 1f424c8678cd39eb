/** The input can't be sent. run.ts turns this into an n8n error with node and item. */
export class InvalidInput extends Error {
	/**
	 * @param message what is wrong, with the field's name in the editor @param description what to do
	 */
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
	}
}

/** A whole file may have been entered as text. */
const longQuote = /'([^']{100})[^']+'/g;

/** For an invalid value. @param what follows the field's name */
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

/** Adds the list or collection to the message. @throws InvalidInput */
export function inPlace<Value>(place: string, read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		throw error instanceof InvalidInput
			? new InvalidInput(`${place}: ${error.message}`, error.description)
			: error;
	}
}
