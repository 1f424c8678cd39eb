import { randomBytes, randomUUID } from 'crypto';

export const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

export const newEndpointId = (): string => hex(12);
export const newEventId = (): string => `evt_${hex(10)}`;
export const newResourceId = (): string => hex(16);
export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64url')}`;
export const newRequestId = (): string => randomUUID();

/** ISO 8601 with Z and whole seconds, as v3 writes times. */
export const isoSeconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

export const unixSeconds = (): number => Math.floor(Date.now() / 1000);
