/** What came of some work. n8n's linter wants none but n8n's own errors thrown where one is caught. */
export function attempt<Value>(work: () => Value): { value: Value } | { error: unknown } {
	try {
		return { value: work() };
	} catch (error) {
		return { error };
	}
}
