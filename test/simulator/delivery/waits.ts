/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */

/** Waits that can all be called off at once. */
export class Waits {
	private readonly open = new Map<NodeJS.Timeout, (passed: boolean) => void>();

	/** True when the time has passed, false when it was called off. */
	async wait(ms: number): Promise<boolean> {
		return await new Promise<boolean>((resolve) => {
			const timer = setTimeout(() => {
				this.open.delete(timer);
				resolve(true);
			}, ms);
			this.open.set(timer, resolve);
		});
	}

	cancel(): void {
		for (const [timer, resolve] of this.open) {
			clearTimeout(timer);
			resolve(false);
		}
		this.open.clear();
	}
}
