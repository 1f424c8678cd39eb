// Loaded into n8n before anything else: its clock is ahead by so many ms, or behind.
const aheadMs = Number(process.env.HEYGEN_E2E_CLOCK_AHEAD_MS ?? 0);
const Real = Date;
// before anybody wraps it
const now = Real.now.bind(Real);

globalThis.Date = new Proxy(Real, {
	construct: (_target, values, newTarget) =>
		Reflect.construct(Real, values.length > 0 ? values : [now() + aheadMs], newTarget),
	apply: () => new Date().toString(),
	get: (target, name, receiver) =>
		name === 'now' ? () => now() + aheadMs : Reflect.get(target, name, receiver),
});
